import { fleetSentence } from '../../../words/fleet-sentence.ts';
import { worstFirst, worstLevel } from '../../../words/states.ts';
import { type Ctx, requireScope } from '../../context.ts';
import type { FleetView, Level, ServerCard } from '../schema/views.ts';
import { alertView } from './alert-view.ts';
import { iso, type Observed, observed, type ViewParts } from './parts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

function cardOf(fleet: ViewParts['fleet'], seen: Observed, cpu24h: (number | null)[]): ServerCard {
  const { server, values, level, reasons, status, meters } = seen;
  return {
    server_id: server.record.id,
    display_name: server.record.displayName,
    client_name: fleet.clientName(server.record.clientId),
    tags: server.record.tags,
    state: status,
    level,
    reasons,
    cpu_percent: values.get('cpu_percent') ?? null,
    memory_percent: values.get('memory_percent') ?? null,
    disk_percent: values.get('disk_percent') ?? null,
    meter_levels: meters,
    uptime_seconds: status === 'online' ? (values.get('uptime_seconds') ?? null) : null,
    last_seen: iso(server.lastSeenAt),
    cpu_24h: cpu24h,
  };
}

const RECENT_SHOWN = 5;

/** The newest alerts that stand or ended within a day, and how many nobody has acknowledged. */
async function recentAlerts({ alerts, fleet }: ViewParts, ctx: Ctx, now: number) {
  const clientIds = new Set(requireScope(ctx, 'read'));
  const standing = alerts.allStanding().filter(({ clientId }) => clientIds.has(clientId));
  const { rows } = await alerts.list(ctx, { status: ['resolved'] });
  const over = rows.filter(({ resolvedAt }) => now - (resolvedAt ?? 0) < DAY_MS);
  const newest = [...standing, ...over].sort((a, b) => (a.id > b.id ? -1 : 1)).slice(0, RECENT_SHOWN);
  return {
    open_alerts: standing.filter(({ status }) => status === 'open').length,
    recent_alerts: newest.map((alert) => alertView(fleet, alert)),
  };
}

/** The level of the whole fleet, which the lamp shows on every page; without what the cards need besides. */
export function fleetLevel(parts: ViewParts, ctx: Ctx, now: number): Level {
  return worstLevel(parts.fleet.list(ctx).map((server) => observed(parts, server, now)));
}

/** Everything the fleet page shows: the sentence, the counts, the cards worst first. */
export async function fleetView(parts: ViewParts, ctx: Ctx, now: number): Promise<FleetView> {
  const { fleet, metrics } = parts;
  const servers = fleet.list(ctx);
  const serverIds = servers.map((server) => server.record.id);
  const clientIds = requireScope(ctx, 'read');
  const span = { from: now - DAY_MS, to: now };
  const cpu = await metrics.sparklines({ clientIds, serverIds, metric: 'cpu_percent', ...span }, now);
  const cards = worstFirst(
    servers.map((server) => cardOf(fleet, observed(parts, server, now), cpu.get(server.record.id) ?? [])),
  );
  const count = (state: ServerCard['state']) => cards.filter((card) => card.state === state).length;
  return {
    now: iso(now),
    sentence: fleetSentence(cards, now),
    level: worstLevel(cards),
    online: count('online'),
    offline: count('offline'),
    unknown: count('unknown'),
    needs_look: cards.filter((card) => card.state === 'online' && card.level !== 'ok').length,
    servers: cards,
    ...(await recentAlerts(parts, ctx, now)),
  };
}
