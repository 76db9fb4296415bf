import type { Heartbeat } from '../../../agent/protocol.ts';
import type { Alerts, JudgedReport, React } from '../alerts/index.ts';
import type { Change } from '../changes.ts';
import type { Ctx } from '../context.ts';
import type { Fleet, Sighting } from '../fleet/index.ts';
import type { Metrics, Report } from '../metrics/index.ts';
import type { Settings } from '../settings.ts';
import { admitTime } from './admit-time.ts';
import type { Delivery, GroupCommit, Prepared } from './group-commit.ts';
import { toSamples } from './samples.ts';
import { toSighting } from './sighting.ts';

export interface IngestParts {
  fleet: Fleet;
  metrics: Metrics;
  alerts: Alerts;
  /** Tells of what changes in the batch that changes it. */
  react: React;
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

/** One report taken apart. */
interface Read {
  sighting: Sighting;
  report: Report;
}

/** Reports that arrive later than this many intervals after their time have waited. */
const LATE_INTERVALS = 2;

/** What the rules make of reports that are newer than the newest one they have seen. */
function judgementOf(parts: IngestParts, group: Group, reads: readonly Read[], now: number) {
  const { fleet, alerts, settings } = parts;
  const { serverId, clientId } = group;
  const { judgedAt, tags, expected } = fleet.judgedBy(serverId);
  const lateMs = LATE_INTERVALS * settings().heartbeat_interval_seconds * 1000;
  const fresh = reads.flatMap(({ sighting, report: { at, names, values } }): JudgedReport[] => {
    if (judgedAt !== null && at <= judgedAt) return [];
    return [{ at, names, values, states: sighting.states, reportedBy: 'agent', isLate: now - at > lateMs }];
  });
  return alerts.judge({ serverId, clientId, tags, expected }, fresh, now);
}

function deliveryFor(parts: IngestParts, sender: Sender, group: Group): Delivery {
  const { fleet, changed, react } = parts;
  const { serverId, clientId, reports } = group;
  const { ctx, peer, now } = sender;
  const read = ({ at, heartbeat }: Timed): Read => ({
    sighting: toSighting(heartbeat, clientId, at, peer),
    report: { clientId, serverId, at, ...toSamples(heartbeat) },
  });
  return {
    serverId,
    size: reports.length,
    prepare: (): Prepared => {
      const [first, ...rest] = reports;
      const reads: [Read, ...Read[]] = [read(first), ...rest.map(read)];
      const [oldest, ...newer] = reads;
      const reception = fleet.receive(ctx, [oldest.sighting, ...newer.map(({ sighting }) => sighting)], now);
      const judgement = judgementOf(parts, group, reads, now);
      const reaction = react(judgement.changes, now);
      return {
        statements: [...reception.statements, ...judgement.statements, ...reaction.statements],
        reports: reads.map(({ report }) => report),
        committed: () => {
          reception.committed();
          judgement.committed();
          reaction.committed();
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
