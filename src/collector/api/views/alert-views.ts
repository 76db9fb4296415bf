import { type Ctx, requireScope } from '../../context.ts';
import type { AlertPage } from '../schema/alerts.ts';
import { type AlertDetailParts, alertDetail } from './alert-detail.ts';
import { alertView } from './alert-view.ts';
import { deliveryView } from './delivery-view.ts';
import { shownDeliveries } from './shown-deliveries.ts';
import type { AlertListQuery, Views } from './types.ts';

const openAlertCount = ({ alerts }: AlertDetailParts, ctx: Ctx): number =>
  alerts.openCount(requireScope(ctx, 'read'));

async function alertPage(parts: AlertDetailParts, ctx: Ctx, query: AlertListQuery): Promise<AlertPage> {
  // Another client's server reads as none.
  if (query.server_id !== undefined) parts.fleet.get(ctx, query.server_id);
  const { rows, cursor } = await parts.alerts.list(ctx, query);
  return {
    items: rows.map((row) => alertView(parts.fleet, row)),
    next_cursor: cursor,
    total_open: openAlertCount(parts, ctx),
  };
}

/** Alerts, one with all that is known of it, and what was told of them. */
export function alertViews(
  parts: AlertDetailParts,
): Pick<Views, 'alerts' | 'alert' | 'openAlertCount' | 'deliveries'> {
  return {
    alerts: (ctx, query) => alertPage(parts, ctx, query),
    alert: (ctx, id) => alertDetail(parts, ctx, id),
    openAlertCount: (ctx) => openAlertCount(parts, ctx),
    deliveries: async (ctx, query) => {
      const { rows, cursor } = await parts.notify.listDeliveries(ctx, query);
      return { items: (await shownDeliveries(parts, ctx, rows)).map(deliveryView), next_cursor: cursor };
    },
  };
}
