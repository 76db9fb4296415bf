import { worstLevel } from '../../../words/states.ts';
import { type Ctx, requireScope } from '../../context.ts';
import type { DashboardSummary } from '../schema/systems.ts';
import { iso, type Observed, observed, type ViewParts } from './parts.ts';
import { systemSeverity } from './system-alerts.ts';

type Presence = Observed['status'];

/** How many servers are in each state. */
export function countServers(seen: readonly Observed[]) {
  const count = (state: Presence) => seen.filter(({ status }) => status === state).length;
  return {
    total: seen.length,
    online: count('online'),
    offline: count('offline'),
    unknown: count('unknown'),
  };
}

/** A share in percent with one decimal; null of nothing. */
export function percentOf(used: number, total: number): number | null {
  return total > 0 ? Math.round((used / total) * 1000) / 10 : null;
}

/** A sum of figures in GB, without what adding made of their decimals. */
export function sumGb(values: readonly number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) * 1000) / 1000;
}

interface Space {
  used_gb: number;
  total_gb: number;
}

/** Where a server stores data: its pools; else its file systems; else its fullest disk. Whatever has both figures. */
export function spacesOf({ values, storage }: Observed): Space[] {
  const mounts = [...values.keys()].flatMap((name) =>
    name.startsWith('mount_total_gb:') ? [name.slice('mount_total_gb:'.length)] : [],
  );
  const both = (used: number | null | undefined, total: number | null | undefined): Space[] =>
    used == null || total == null ? [] : [{ used_gb: used, total_gb: total }];
  if (storage.pools.length > 0) return storage.pools.flatMap((pool) => both(pool.used_gb, pool.total_gb));
  if (mounts.length === 0) return both(values.get('disk_used_gb'), values.get('disk_total_gb'));
  return mounts.flatMap((mount) =>
    both(values.get(`mount_used_gb:${mount}`), values.get(`mount_total_gb:${mount}`)),
  );
}

/** All of it together. */
export function totalSpace(spaces: readonly Space[]) {
  const used = sumGb(spaces.map((space) => space.used_gb));
  const total = sumGb(spaces.map((space) => space.total_gb));
  return { used_gb: used, total_gb: total, percent: percentOf(used, total) };
}

const FAULTED = new Set(['faulted', 'unavail', 'offline', 'removed', 'suspended']);

function poolCounts(seen: readonly Observed[]): DashboardSummary['pools'] {
  const states = seen.flatMap(({ storage, status }) =>
    storage.pools.map(({ state }) => (status === 'online' ? state : 'unknown')),
  );
  const healthy = states.filter((state) => state === 'online').length;
  const degraded = states.filter((state) => state === 'degraded').length;
  const faulted = states.filter((state) => FAULTED.has(state)).length;
  const total = states.length;
  return { total, healthy, degraded, faulted, unknown: total - healthy - degraded - faulted };
}

function alertCounts(seen: readonly Observed[]): DashboardSummary['alerts'] {
  const severities = seen.flatMap(({ openAlerts }) =>
    openAlerts.map((alert) => systemSeverity(alert.severity)),
  );
  const count = (asked: (typeof severities)[number]) => severities.filter((one) => one === asked).length;
  return {
    open: severities.length,
    critical: count('critical'),
    warning: count('warning'),
    info: count('info'),
  };
}

/** The asker's fleet in a few numbers, from memory. */
export function dashboardSummary(parts: ViewParts, ctx: Ctx, now: number): DashboardSummary {
  const seen = parts.fleet.list(ctx).map((server) => observed(parts, server, now));
  const online = seen.filter(({ status }) => status === 'online');
  const contacts = seen.flatMap(({ server }) => server.lastSeenAt ?? []);
  return {
    timestamp: iso(now),
    level: worstLevel(seen),
    clients: requireScope(ctx, 'read').length,
    last_contact: contacts.length === 0 ? null : iso(contacts.reduce((a, b) => Math.max(a, b))),
    systems: { ...countServers(seen), needs_look: online.filter(({ level }) => level !== 'ok').length },
    alerts: alertCounts(seen),
    pools: poolCounts(seen),
    storage: totalSpace(online.flatMap(spacesOf)),
  };
}
