import type { Fleet } from '../../fleet/index.ts';
import { type Change, changeKey, type Told } from '../history/index.ts';
import type { Incident, MaintenanceRow, StatusPage } from '../types.ts';
import { serverIdsOf } from './components-of.ts';
import { overlaysOf } from './overlays.ts';
import { isHeard, isStale } from './present.ts';

interface Sources {
  fleet: Fleet;
  incidents: readonly Incident[];
  maintenances: readonly MaintenanceRow[];
}

interface Window {
  from: number;
  now: number;
}

/** After the hub was away a server is unknown until it is heard again. */
function notHeard(fleet: Fleet, { clientId, definition }: StatusPage): [string, Change][] {
  const away = fleet.pulse.lastAbsence();
  if (away === null) return [];
  return serverIdsOf(definition)
    .filter((serverId) => !isHeard(fleet, clientId, serverId))
    .map((serverId) => [changeKey(serverId, 'server', ''), { at: away.toAt, state: 'unknown' }]);
}

async function changesOf(fleet: Fleet, page: StatusPage, { from }: Window): Promise<Map<string, Change[]>> {
  const serverIds = serverIdsOf(page.definition);
  if (serverIds.length === 0) return new Map();
  const rows = await fleet.historyOf(page.clientId, serverIds, from);
  const told = rows.map(({ serverId, kind, subject, at, state }): [string, Change] => [
    changeKey(serverId, kind, subject),
    { at, state },
  ]);
  const changes = new Map<string, Change[]>();
  for (const [key, change] of [...told, ...notHeard(fleet, page)].sort(([, a], [, b]) => a.at - b.at)) {
    const known = changes.get(key);
    if (known) known.push(change);
    else changes.set(key, [change]);
  }
  return changes;
}

/** All that is stored of what a page shows, in a span of time. While the hub cannot look it counts as away. */
export async function toldOf(
  { fleet, incidents, maintenances }: Sources,
  page: StatusPage,
  window: Window,
): Promise<Told> {
  const away = await fleet.pulse.absencesSince(window.from);
  const open = isStale(fleet, window.now)
    ? [{ fromAt: fleet.pulse.at(), toAt: Number.POSITIVE_INFINITY }]
    : [];
  return {
    changes: await changesOf(fleet, page, window),
    absences: [...away, ...open].map(({ fromAt: from, toAt: to }) => ({ from, to })),
    incidents: incidents.flatMap(overlaysOf),
    maintenances: maintenances.map(({ startsAt: from, endsAt: to, components }) => ({
      from,
      to,
      components,
    })),
  };
}
