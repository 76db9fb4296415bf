import { localTimeOf } from '../../../words/local-time.ts';
import type { PublicPage } from '../../../words/status/public-page.ts';
import { reasonOf } from '../../errors.ts';
import type { Fleet } from '../../fleet/index.ts';
import type { Log } from '../../log.ts';
import { dayStarts, spansOf } from '../history/index.ts';
import type { StatusPagesMemory } from '../memory.ts';
import type { Published, StatusPage } from '../types.ts';
import { componentsOf } from './components-of.ts';
import { isStaleSince, presentOf } from './present.ts';
import { publicPageOf } from './public-page.ts';
import { toldOf } from './told.ts';

export interface WatchParts {
  log: Log;
  fleet: Fleet;
  memory: StatusPagesMemory;
  /** The hub's public key for web push; null: visitors cannot be told. */
  pushKey: string | null;
}

const DAYS = 90;

/** A page as it was counted last. */
interface Counted {
  page: StatusPage;
  /** What that was counted from. */
  present: string;
  content: string;
  told: PublicPage;
  version: number;
  /** When it was looked at last, in ms. */
  lookedAt: number;
  /** It could not be counted since. */
  isKept: boolean;
}

/** Looks at what pages tell, and keeps it ready: asked for a page, it answers from memory. */
export function openWatch({ log, fleet, memory, pushKey }: WatchParts) {
  let counted = new Map<string, Counted>();
  let looking = Promise.resolve();
  /** Of all pages: one that takes another's address is never taken for it. */
  let version = 0;

  async function draw(page: StatusPage, now: number): Promise<PublicPage> {
    const starts = dayStarts(page.definition.zone, now, DAYS);
    const window = { from: starts[0] ?? now, now };
    const incidents = memory.incidents(page.id);
    const maintenances = memory.maintenances(page.id);
    const told = await toldOf({ fleet, incidents, maintenances }, page, window);
    const spans = spansOf(componentsOf(page.definition), told, window);
    return publicPageOf({ page, spans, starts, incidents, maintenances, pushKey }, now);
  }

  async function count(page: StatusPage, now: number): Promise<Counted> {
    const before = counted.get(page.slug);
    const isTroubled = before !== undefined && before.told.state !== 'working';
    const present = presentOf({ fleet, memory }, page, isTroubled, now);
    const looked = { page, lookedAt: now, isKept: false };
    if (before?.page.id === page.id && before.present === present) return { ...before, ...looked };
    const told = await draw(page, now);
    // The day too: times of today are told by the clock alone.
    const content = localTimeOf(page.definition.zone, now).date + JSON.stringify(told);
    if (before?.content !== content) version += 1;
    const ofContent = before?.content === content ? before.version : version;
    return { ...looked, present, content, told, version: ofContent };
  }

  /**
   * A page that cannot be counted stays as it was, with the time it is from, and is tried again with the next look. What
   * another page told at its address is not its own.
   */
  async function countOrKeep(page: StatusPage, now: number): Promise<Counted[]> {
    try {
      return [await count(page, now)];
    } catch (error) {
      log.error('status page not counted', { page: page.id, error: reasonOf(error) });
      const before = counted.get(page.slug);
      if (before?.page.id !== page.id) return [];
      // So that what it is counted from counts as changed.
      return [{ ...before, page, present: '', isKept: true }];
    }
  }

  async function lookAtAll(now: number): Promise<void> {
    const all: Counted[] = [];
    for (const page of memory.pages()) all.push(...(await countOrKeep(page, now)));
    counted = new Map(all.map((one) => [one.page.slug, one]));
  }

  return {
    /** Counts anew what changed; looks follow each other. */
    look: (now: number): Promise<void> => {
      looking = looking.then(() => lookAtAll(now));
      return looking;
    },
    /** What a page would tell if it were described so. */
    draw,
    /** A page as the public may see it, by its slug (empty: that at `/status`); null: there is none. */
    published: (slug: string, now: number): Published | null => {
      const found = counted.get(slug);
      if (!found) return null;
      const { page, told, version, lookedAt, isKept } = found;
      const pulseAt = fleet.pulse.at();
      const checkedAt = isKept ? Math.min(pulseAt, lookedAt) : pulseAt;
      return {
        pageId: page.id,
        page: told,
        version,
        checkedAt,
        isStale: isStaleSince(checkedAt, now),
        accessHash: page.accessHash,
      };
    },
  };
}

export type Watch = ReturnType<typeof openWatch>;
