import type { Ctx } from '../../context.ts';
import type { MetricsSummary } from '../schema/systems.ts';
import { iso, type Observed, observed, type ViewParts } from './parts.ts';
import { countServers, spacesOf, totalSpace } from './summary.ts';

type Spread = MetricsSummary['cpu_percent'];

/** Average and maximum of one metric over the servers that report it. */
function spreadOf(online: readonly Observed[], metric: string): Spread {
  const known = online.flatMap(({ server, values }) => {
    const value = values.get(metric);
    return value == null ? [] : [{ id: server.record.id, value }];
  });
  const [first] = known;
  if (!first) return { average: null, maximum: null, worst_server_id: null };
  const worst = known.reduce((a, b) => (b.value > a.value ? b : a), first);
  const sum = known.reduce((total, { value }) => total + value, 0);
  return {
    average: Math.round((sum / known.length) * 10) / 10,
    maximum: worst.value,
    worst_server_id: worst.id,
  };
}

function memoryOf(online: readonly Observed[]): MetricsSummary['memory'] {
  const both = online.flatMap(({ values }) => {
    const used = values.get('memory_used_gb');
    const total = values.get('memory_total_gb');
    return used == null || total == null ? [] : [{ used_gb: used, total_gb: total }];
  });
  return totalSpace(both);
}

function networkOf(online: readonly Observed[]): MetricsSummary['network'] {
  const sum = (counter: string) =>
    Math.round(online.reduce((total, { latest }) => total + (latest.rates.get(counter) ?? 0), 0));
  return { rx_bytes_per_second: sum('network_rx_bytes'), tx_bytes_per_second: sum('network_tx_bytes') };
}

function updatesOf(online: readonly Observed[]): MetricsSummary['updates'] {
  const sum = (metric: string) => online.reduce((total, { values }) => total + (values.get(metric) ?? 0), 0);
  return {
    available: sum('updates_available'),
    security: sum('security_updates'),
    servers: online.filter(({ values }) => (values.get('updates_available') ?? 0) > 0).length,
  };
}

/** Present values of the asker's servers together, from memory; only those that are online count. */
export function metricsSummary(parts: ViewParts, ctx: Ctx, now: number): MetricsSummary {
  const seen = parts.fleet.list(ctx).map((server) => observed(parts, server, now));
  const online = seen.filter(({ status }) => status === 'online');
  return {
    timestamp: iso(now),
    servers: countServers(seen),
    cpu_percent: spreadOf(online, 'cpu_percent'),
    memory_percent: spreadOf(online, 'memory_percent'),
    disk_percent: spreadOf(online, 'disk_percent'),
    memory: memoryOf(online),
    disk: totalSpace(online.flatMap(spacesOf)),
    network: networkOf(online),
    updates: updatesOf(online),
  };
}
