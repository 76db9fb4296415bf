import type { PublicIncident, PublicPage } from '../../words/status/public-page.ts';

/** Of two weeks people still talk; what is older stands behind one tap. */
const RECENT_MS = 14 * 86_400_000;

/** Incidents that are over, as those of the last two weeks and those before; the order stays. */
export function byAge(past: readonly PublicIncident[], now: number) {
  const isRecent = ({ resolvedAt, startedAt }: PublicIncident) => now - (resolvedAt ?? startedAt) < RECENT_MS;
  return {
    recent: past.filter(isRecent),
    older: past.filter((incident) => !isRecent(incident)),
  };
}

/** Whether all of its days are known and nothing went wrong on them, so that a page may say so. */
export const wasCalm = ({ groups, incidents, past }: PublicPage): boolean =>
  incidents.length + past.length === 0 &&
  groups
    .flatMap(({ components }) => components.flatMap(({ days }) => days))
    .every(({ state }) => state === 'working' || state === 'maintenance');
