import { SEVERITIES } from '../../../words/severity.ts';
import type { Ctx } from '../../context.ts';
import { reportedUnit } from '../../fleet/index.ts';
import { type ExposedSample, exposeServers, type Family } from '../../metrics/index.ts';
import { type Observed, observed, type ViewParts } from '../views/parts.ts';

type Labels = Readonly<Record<string, string>>;
/** A server with the labels that every sample of it carries. */
interface LabelledServer {
  labels: Labels;
  seen: Observed;
}

const gauge = (name: string, unit: string, help: string, samples: ExposedSample[]): Family => ({
  name: `porchlight_${name}`,
  type: 'gauge',
  unit,
  help,
  samples,
});

/** States that are told by name: labels from outside have to be few. The rest is `unknown`. */
const STATES = {
  service: ['running', 'stopped', 'failed'],
  container: ['created', 'running', 'unhealthy', 'paused', 'restarting', 'removing', 'exited', 'dead'],
  pool: ['online', 'degraded', 'faulted', 'offline', 'unavail', 'removed', 'suspended'],
  disk: ['pass', 'fail'],
  replication: ['success', 'running', 'failed'],
} as const;
const STATE_FAMILIES = {
  service: ['service_state', 'service'],
  container: ['container_state', 'container'],
  pool: ['pool_state', 'pool'],
  disk: ['disk_smart_state', 'disk'],
  replication: ['replication_state', 'task'],
} as const;

/** States of services that nobody expects any more, and of containers that are gone, are history. */
function isPresent({ server }: Observed, kind: keyof typeof STATES, subject: string): boolean {
  if (kind === 'service') return server.expected.some(({ name }) => name === subject);
  return kind !== 'container' || Object.hasOwn(server.facts.containers ?? {}, subject);
}

function statesOf({ labels, seen }: LabelledServer, kind: keyof typeof STATES): ExposedSample[] {
  const [, label] = STATE_FAMILIES[kind];
  const prefix = `${kind}:`;
  return [...seen.server.states].flatMap(([key, known]) => {
    const subject = key.slice(prefix.length);
    if (!key.startsWith(prefix) || !isPresent(seen, kind, subject)) return [];
    const state = STATES[kind].find((name) => name === known.state) ?? 'unknown';
    return [{ labels: { ...labels, [label]: subject, state }, value: 1 }];
  });
}

function stateFamilies(online: readonly LabelledServer[]): Family[] {
  return (Object.keys(STATES) as (keyof typeof STATES)[]).map((kind) => {
    const help = `1 for the state that holds: ${STATES[kind].join(', ')} or unknown.`;
    return gauge(
      STATE_FAMILIES[kind][0],
      '',
      help,
      online.flatMap((one) => statesOf(one, kind)),
    );
  });
}

function infoOf({ labels, seen: { server } }: LabelledServer): ExposedSample {
  const { displayName, hostname, osDistribution, osVersion, agentVersion, reportedBy } = server.record;
  const own = {
    name: displayName,
    hostname,
    os: [osDistribution, osVersion].filter((part) => part !== null).join(' '),
    agent_version: agentVersion ?? '',
    reported_by: reportedBy,
  };
  return { labels: { ...labels, ...own }, value: 1 };
}

/** Zeros too, so that an alert that is resolved is seen to be. */
function alertsOf({ labels, seen }: LabelledServer): ExposedSample[] {
  return SEVERITIES.map((severity) => ({
    labels: { ...labels, severity },
    value: seen.openAlerts.filter((alert) => alert.severity === severity).length,
  }));
}

/** What is known of a server whether or not it reports. */
function presenceFamilies(servers: readonly LabelledServer[]): Family[] {
  const each = (figureOf: (seen: Observed) => number | null, more: (seen: Observed) => Labels = () => ({})) =>
    servers.flatMap(({ labels, seen }) => {
      const value = figureOf(seen);
      return value === null ? [] : [{ labels: { ...labels, ...more(seen) }, value }];
    });
  const up = each(({ status }) => (status === 'unknown' ? null : Number(status === 'online')));
  const lastSeen = each(({ server }) => (server.lastSeenAt === null ? null : server.lastSeenAt / 1000));
  const levels = each(
    () => 1,
    ({ level }) => ({ level }),
  );
  return [
    { ...gauge('server_info', '', 'What a server is.', servers.map(infoOf)), type: 'info' },
    gauge('server_up', '', '1 when a server reports, 0 when it has stopped; none when it never did.', up),
    gauge('server_last_seen_timestamp_seconds', 'seconds', 'Newest contact with a server.', lastSeen),
    gauge('server_level', '', '1 for how a server is: ok, low, medium, high, critical or unknown.', levels),
    gauge('open_alerts', '', 'Alerts of a server that are not resolved.', servers.flatMap(alertsOf)),
  ];
}

/** Everything known now of the asker's servers. Of one that does not report no number passes for a present one. */
export function fleetFamilies(parts: ViewParts, ctx: Ctx, now: number): Family[] {
  const servers = parts.fleet.list(ctx).map((server): LabelledServer => {
    const labels = { server: server.record.id, client: parts.fleet.clientName(server.record.clientId) };
    return { labels, seen: observed(parts, server, now) };
  });
  const online = servers.filter(({ seen }) => seen.status === 'online');
  const numbers = online.map(({ labels, seen }) => ({
    labels,
    values: seen.values,
    unitOf: (name: string) => reportedUnit(seen.server.facts, name),
  }));
  return [...presenceFamilies(servers), ...stateFamilies(online), ...exposeServers(numbers)];
}
