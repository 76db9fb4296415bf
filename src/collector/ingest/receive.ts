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

/** All that one request brings for one server, oldest first. */
interface Group {
  serverId: string;
  clientId: string;
  reports: [Timed, ...Timed[]];
}

/** Who sent a request, from where and when. */
interface Sender {
  ctx: Ctx;
  peer: string;
  now: number;
}

function deliveryFor({ fleet, changed }: IngestParts, sender: Sender, group: Group): Delivery {
  const { serverId, clientId, reports } = group;
  const { ctx, peer, now } = sender;
  const sighted = ({ at, heartbeat }: Timed) => toSighting(heartbeat, clientId, at, peer);
  return {
    serverId,
    size: reports.length,
    prepare: (): Prepared => {
      const [first, ...rest] = reports;
      const reception = fleet.receive(ctx, [sighted(first), ...rest.map(sighted)], now);
      return {
        statements: reception.statements,
        reports: reports.map(
          ({ at, heartbeat }): Report => ({ clientId, serverId, at, ...toSamples(heartbeat) }),
        ),
        committed: () => {
          reception.committed();
          changed({ clientId, kind: 'server', id: serverId });
        },
      };
    },
  };
}

/**
 * Stores heartbeats, each at its own sample time. Those newer than the newest of their server are looked at one
 * after the other, so that what happened while the hub was away is told; older ones only fill the history.
 * Resolves when all are on disk. The same report twice is stored once.
 * @param peer address the request came from
 * @throws AppError of `admitReporter`, `admitTime` and the group commit. Of a server either all or nothing is
 * stored; refusals of the first two store nothing of the request
 */
export async function receiveHeartbeats(
  parts: IngestParts,
  ctx: Ctx,
  heartbeats: Heartbeat[],
  peer: string,
  now: number,
): Promise<void> {
  const { fleet, settings, commits } = parts;
  const retentionDays = settings().retention_raw_days;
  const timed = heartbeats.map((heartbeat): Timed => {
    return { at: admitTime(heartbeat.timestamp, retentionDays, now), heartbeat };
  });
  const groups = new Map<string, Group>();
  for (const report of timed.sort((a, b) => a.at - b.at)) {
    const serverId = report.heartbeat.server_id;
    const group = groups.get(serverId);
    if (group) group.reports.push(report);
    else groups.set(serverId, { serverId, clientId: fleet.admitReporter(ctx, serverId), reports: [report] });
  }
  const deliveries = [...groups.values()].map((group) => deliveryFor(parts, { ctx, peer, now }, group));
  await Promise.all(deliveries.map((delivery) => commits.deliver(delivery)));
}
