import { REPORTED } from '../../alerts/index.ts';
import type { Ctx } from '../../context.ts';
import { reportedUnit } from '../../fleet/index.ts';
import type { Thresholds } from '../../settings.ts';
import type { ServerView, ServiceView } from '../schema/views.ts';
import { alertView } from './alert-view.ts';
import { diskLevel } from './levels.ts';
import { iso, type Observed, observed, type ViewParts } from './parts.ts';
import { recordView } from './server-rows.ts';

const CHANGES_SHOWN = 20;

/** Subjects of one metric, in the order they were reported. */
function subjects({ values }: Observed, metric: string): string[] {
  const prefix = `${metric}:`;
  return [...values.keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}

function servicesOf({ server, values }: Observed): ServiceView[] {
  return server.expected.map(({ name, critical }) => {
    const known = server.states.get(`service:${name}`);
    const value = (metric: string) => values.get(`${metric}:${name}`) ?? null;
    return {
      name,
      critical,
      status: (known?.state ?? 'unknown') as ServiceView['status'],
      since: iso(known?.since),
      pid: value('service_pid'),
      memory_mb: value('service_memory_mb'),
      cpu_percent: value('service_cpu_percent'),
    };
  });
}

function mountsOf(seen: Observed, limits: Thresholds): ServerView['mounts'] {
  const { server, values } = seen;
  return subjects(seen, 'mount_percent').map((mount) => {
    const percent = values.get(`mount_percent:${mount}`) ?? null;
    return {
      mount_point: mount,
      device: server.facts.mounts?.[mount]?.device ?? null,
      filesystem: server.facts.mounts?.[mount]?.filesystem ?? null,
      used_gb: values.get(`mount_used_gb:${mount}`) ?? null,
      total_gb: values.get(`mount_total_gb:${mount}`) ?? null,
      percent,
      level: diskLevel(percent, limits),
    };
  });
}

function interfacesOf(seen: Observed): ServerView['interfaces'] {
  const { server, latest } = seen;
  return subjects(seen, 'interface_rx_bytes').map((name) => ({
    name,
    mac_address: server.facts.interfaces?.[name]?.macAddress ?? null,
    rx_bytes_per_second: latest.rates.get(`interface_rx_bytes:${name}`) ?? null,
    tx_bytes_per_second: latest.rates.get(`interface_tx_bytes:${name}`) ?? null,
  }));
}

function containersOf({ server, values, latest }: Observed): ServerView['containers'] {
  const { rates } = latest;
  return Object.entries(server.facts.containers ?? {}).map(([name, { image }]) => ({
    name,
    image,
    state: server.states.get(`container:${name}`)?.state ?? 'unknown',
    cpu_percent: values.get(`container_cpu_percent:${name}`) ?? null,
    memory_mb: values.get(`container_memory_mb:${name}`) ?? null,
    rx_bytes_per_second: rates.get(`container_rx_bytes:${name}`) ?? null,
    tx_bytes_per_second: rates.get(`container_tx_bytes:${name}`) ?? null,
    restarts: values.get(`container_restarts:${name}`) ?? null,
  }));
}

function sensorsOf(seen: Observed): ServerView['sensors'] {
  return subjects(seen, 'temperature_celsius').map((name) => ({
    name,
    temperature_celsius: seen.values.get(`temperature_celsius:${name}`) ?? null,
  }));
}

function bootTime({ latest, values }: Observed): string | null {
  const uptimeSeconds = values.get('uptime_seconds');
  return uptimeSeconds == null ? null : iso(latest.at - uptimeSeconds * 1000);
}

function restartRequired({ values }: Observed): boolean | null {
  const told = values.get('reboot_required') ?? null;
  return told === null ? null : told === 1;
}

/** Numbers that have no meaning of their own here, each with the unit it was sent with. */
function readingsOf(seen: Observed): ServerView['readings'] {
  return subjects(seen, 'reported_value').map((name) => ({
    name,
    value: seen.values.get(`reported_value:${name}`) ?? null,
    unit: reportedUnit(seen.server.facts, name),
  }));
}

function alertsOf({ openAlerts }: Observed): ServerView['reported_alerts'] {
  const reported = openAlerts.filter(({ ruleId }) => ruleId === REPORTED);
  return reported.map(({ id, severity, message, createdAt }) => ({
    alert_id: id,
    severity,
    message,
    since: iso(createdAt),
  }));
}

/**
 * Everything the page of one server shows.
 * @throws AppError `not_found`, `forbidden`
 */
export async function serverView(
  parts: ViewParts,
  ctx: Ctx,
  serverId: string,
  now: number,
): Promise<ServerView> {
  const server = parts.fleet.get(ctx, serverId);
  const changes = await parts.fleet.changesOf(ctx, serverId, CHANGES_SHOWN);
  const seen = observed(parts, server, now);
  return {
    ...recordView(parts.fleet, seen),
    reported_by: server.record.reportedBy,
    cpu_model: server.facts.cpuModel ?? null,
    cpu_cores: server.facts.cpuCores ?? null,
    boot_time: bootTime(seen),
    status_since: iso(server.states.get('server:')?.since),
    expected_services: server.expected,
    updates_available: seen.values.get('updates_available') ?? null,
    security_updates: seen.values.get('security_updates') ?? null,
    reboot_required: restartRequired(seen),
    meter_levels: seen.meters,
    reported_alerts: alertsOf(seen),
    open_alerts: seen.openAlerts.map((alert) => alertView(parts.fleet, alert)),
    learning_until: iso(parts.fleet.learningUntil(serverId)),
    ...seen.storage,
    readings: readingsOf(seen),
    services: servicesOf(seen),
    mounts: mountsOf(seen, parts.settings()),
    sensors: sensorsOf(seen),
    interfaces: interfacesOf(seen),
    containers: containersOf(seen),
    unknown: server.facts.unknown ?? [],
    changes: changes.map(({ at, kind, subject, state, reason }) => ({
      at: iso(at),
      kind,
      subject,
      state,
      reason,
    })),
  };
}
