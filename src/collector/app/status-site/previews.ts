import { randomBytes } from 'node:crypto';
import type { PublicPage } from '../../../words/status/public-page.ts';
import { LANGUAGES, type Language } from '../../../words/status/words.ts';

const LIVES_MS = 10 * 60_000;
const MOST = 50;
const PATH = /^\/status-pages\/preview\/([0-9a-f]{32})\/([a-z]{2})$/;

/** Pages as they would be, kept for a while for whoever describes them. */
export function openPreviews(clock: () => number = Date.now) {
  const kept = new Map<string, { page: PublicPage; until: number }>();

  function dropOld(now: number): void {
    for (const [ticket, { until }] of kept) if (until <= now || kept.size > MOST) kept.delete(ticket);
  }

  return {
    /** Where it can be seen for ten minutes, without its language. */
    keep: (page: PublicPage): string => {
      const ticket = randomBytes(16).toString('hex');
      kept.set(ticket, { page, until: clock() + LIVES_MS });
      dropOld(clock());
      return `/status-pages/preview/${ticket}`;
    },
    /** What a path shows; null: it is no preview, or one that is over. */
    find: (path: string): { page: PublicPage; language: Language } | null => {
      const [, ticket = '', language = ''] = PATH.exec(path) ?? [];
      const found = kept.get(ticket);
      if (!found || found.until <= clock()) return null;
      const known = LANGUAGES.find((one) => one === language);
      return known ? { page: found.page, language: known } : null;
    },
  };
}

export type Previews = ReturnType<typeof openPreviews>;
