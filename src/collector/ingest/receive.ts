import type { Heartbeat } from '../../../agent/protocol.ts';
import type { Change } from '../changes.ts';
import type { Ctx } from '../context.ts';
import type { Fleet } from '../fleet/index.ts';
import type { Metrics, Report } from '../metrics/index.ts';
import type { Settings } from '../settings.ts';
import { admitTime } from './admit-time.ts';
import type { Delivery, GroupCommit, Prepared } from './group-commit.ts';
import { toSamples } from './samples.ts';
import { toSighting } from './sighting.ts';

export interface IngestParts {
  fleet: Fleet;
  metrics: Metrics;
  settings: () => Settings;
  commits: GroupCommit;
  changed: (change: Change) => void;
}

interface Timed {
  at: number;
  heartbeat: Heartbeat;
}

function deliveryFor(
  { fleet, changed }: IngestParts,
  target: { clientId: string; serverId: string; peer: string },
  reports: Timed[],
  now: number,
): Delivery {
  const { clientId, serverId, peer } = target;
  const oldestFirst = reports.toSorted((a, b) => a.at - b.at);
  const newest = oldestFirst.at(-1);
  return {
    serverId,
    size: reports.length,
    prepare: (): Prepared => {
      const rows = oldestFirst.map(
        ({ at, heartbeat }): Report => ({ clientId, serverId, at, ...toSamples(heartbeat) }),
      );
      if (!newest) return { statements: [], reports: rows, committed: () => undefined };
      const reception = fleet.receive(toSighting(newest.heartbeat, clientId, newest.at, peer), now);
      const committed = () => {
        reception.committed();
        changed({ clientId, kind: 'server', id: serverId });
      };
      return { statements: reception.statements, reports: rows, committed };
    },
  };
}

/**
 * Stores heartbeats, each at its own sample time; only the newest of a server speaks for its present.
 * Resolves when all are on disk. The same report twice is stored once.
 * @param peer address the request came from
 * @throws AppError of `admitReporter`, `admitTime` and the group commit; then nothing of the request is stored
 */
export async function receiveHeartbeats(
  parts: IngestParts,
  ctx: Ctx,
  heartbeats: Heartbeat[],
  peer: string,
  now: number,
): Promise<void> {
  const { fleet, settings, commits } = parts;
  const byServer = new Map<string, { clientId: string; reports: Timed[] }>();
  const retentionDays = settings().retention_raw_days;
  for (const heartbeat of heartbeats) {
    const serverId = heartbeat.server_id;
    const group = byServer.get(serverId) ?? { clientId: fleet.admitReporter(ctx, serverId), reports: [] };
    group.reports.push({ at: admitTime(heartbeat.timestamp, retentionDays, now), heartbeat });
    byServer.set(serverId, group);
  }
  const deliveries = [...byServer].map(([serverId, { clientId, reports }]) =>
    deliveryFor(parts, { clientId, serverId, peer }, reports, now),
  );
  await Promise.all(deliveries.map((delivery) => commits.deliver(delivery)));
}
