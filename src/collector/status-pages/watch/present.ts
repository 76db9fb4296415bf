import { localTimeOf } from '../../../words/local-time.ts';
import { ABSENT_AFTER_MS, type Fleet } from '../../fleet/index.ts';
import type { StatusPagesMemory } from '../memory.ts';
import type { StatusPage } from '../types.ts';
import { measuredParts } from './components-of.ts';

/** While something does not work, how long it has not is counted anew so often. */
const RECOUNT_MS = 15 * 60_000;

export interface PresentParts {
  fleet: Fleet;
  memory: StatusPagesMemory;
}

/** Whether what was looked at then (ms) is older than it may be. */
export const isStaleSince = (at: number, now: number): boolean => now - at > ABSENT_AFTER_MS;

/** Whether the hub itself has not been able to look for longer than it may. */
export const isStale = (fleet: Fleet, now: number): boolean => isStaleSince(fleet.pulse.at(), now);

/** Whether a server was heard since the hub was last away: before that nobody knows how it is. */
export function isHeard(fleet: Fleet, clientId: string, serverId: string): boolean {
  const away = fleet.pulse.lastAbsence();
  const lastSeenAt = fleet.serverOf(clientId, serverId)?.lastSeenAt ?? null;
  return away === null || (lastSeenAt !== null && lastSeenAt >= away.toAt);
}

function measured({ fleet }: PresentParts, { clientId, definition }: StatusPage): string[] {
  return measuredParts(definition).map((part) => {
    const server = fleet.serverOf(clientId, part.server_id);
    const own = server?.states.get('server:');
    const state = part.kind === 'server' ? null : server?.states.get(`${part.kind}:${part.subject}`);
    const heard = isHeard(fleet, clientId, part.server_id);
    return [own?.state, own?.since, state?.state, state?.since, heard].join('@');
  });
}

/**
 * All that decides what a page tells, as one text: while it stays the same there is nothing to count anew. Asked for
 * every change of the fleet, so it looks into memory only.
 */
export function presentOf(parts: PresentParts, page: StatusPage, isTroubled: boolean, now: number): string {
  const { fleet, memory } = parts;
  const planned = memory.maintenances(page.id).map(({ key, startsAt, endsAt }) => {
    return `${key}${now >= startsAt}${now >= endsAt}`;
  });
  return [
    memory.revision(page.id),
    localTimeOf(page.definition.zone, now).date,
    isStale(fleet, now) ? 'stale' : '',
    isTroubled ? Math.floor(now / RECOUNT_MS) : '',
    ...planned,
    ...measured(parts, page),
  ].join('|');
}
