import type { Database } from '../../../../db/open.ts';
import type { Alerts, Rules } from '../../alerts/index.ts';
import { listAudit } from '../../audit-log-read.ts';
import type { Auth } from '../../auth/index.ts';
import { type Ctx, requireScope } from '../../context.ts';
import type { Notify } from '../../notify/index.ts';
import type { StatusPages } from '../../status-pages/index.ts';
import { fleetFamilies } from '../exposition/fleet-families.ts';
import { alertViews } from './alert-views.ts';
import { auditView } from './audit-view.ts';
import { channelViews } from './channel-view.ts';
import { configView } from './config-view.ts';
import { deviceView } from './device-view.ts';
import { fleetLevel, fleetView } from './fleet-view.ts';
import { incidentViews } from './incident-view.ts';
import { clientOptions, keyView } from './key-view.ts';
import { muteViews } from './mute-view.ts';
import type { ViewParts } from './parts.ts';
import { peopleViews } from './people-view.ts';
import { ruleViews } from './rule-view.ts';
import { serverRows } from './server-rows.ts';
import { serverView } from './server-view.ts';
import { systemStats } from './stats-view.ts';
import { statusPageViews } from './status-page-view.ts';
import { dashboardSummary } from './summary.ts';
import { metricsSummary } from './summary-metrics.ts';
import { systemAlerts } from './system-alerts.ts';
import { systemMetrics } from './system-metrics.ts';
import { systemPage, systemView } from './system-view.ts';
import type { Views } from './types.ts';

export interface ViewDeps extends ViewParts {
  auth: Auth;
  notify: Notify;
  alerts: Alerts;
  rules: Rules;
  statusPages: StatusPages;
  database: Database;
  /** The public address, when it is configured. */
  url: string | undefined;
  startedAt: number;
}

/** What the settings pages show. */
function settingsViews(parts: ViewDeps): Pick<Views, 'hubName' | 'config' | 'stats' | 'audit'> {
  return {
    hubName: () => parts.settings().hub_name,
    config: (ctx: Ctx) => {
      requireScope(ctx, 'read');
      return configView(parts.settings(), parts.url);
    },
    stats: (ctx) => systemStats(parts, ctx, parts.startedAt, Date.now()),
    audit: async (ctx, query) => {
      const { rows, cursor } = await listAudit(parts.database, ctx, query);
      return { items: rows.map((row) => auditView(parts.fleet, row)), next_cursor: cursor };
    },
  };
}

/** The views that pages show and the API answers with. */
export function openViews(parts: ViewDeps): Views {
  return {
    fleet: (ctx) => fleetView(parts, ctx, Date.now()),
    level: (ctx) => fleetLevel(parts, ctx, Date.now()),
    server: (ctx, serverId) => serverView(parts, ctx, serverId, Date.now()),
    servers: async (ctx, query) => serverRows(parts, ctx, query, Date.now()),
    systems: (ctx, query) => systemPage(parts, ctx, query, Date.now()),
    system: (ctx, id) => systemView(parts, ctx, id, Date.now()),
    systemMetrics: (ctx, id, query) => systemMetrics(parts, ctx, id, query, Date.now()),
    systemAlerts: (ctx, id, query) => systemAlerts(parts, ctx, id, query),
    dashboardSummary: (ctx) => dashboardSummary(parts, ctx, Date.now()),
    metricsSummary: (ctx) => metricsSummary(parts, ctx, Date.now()),
    exposition: (ctx) => fleetFamilies(parts, ctx, Date.now()),
    keys: async (ctx) => ({
      items: (await parts.auth.listKeys(ctx)).map((key) => keyView(parts.fleet, key)),
    }),
    devices: async (ctx) => ({ items: (await parts.notify.listDevices(ctx)).map(deviceView) }),
    clients: (ctx) => clientOptions(parts.fleet, ctx),
    ...peopleViews(parts),
    ...alertViews(parts),
    ...channelViews(parts),
    ...muteViews(parts),
    ...ruleViews(parts),
    ...statusPageViews(parts),
    ...incidentViews(parts),
    ...settingsViews(parts),
  };
}
