import { type Alert, type AlertEventRow, type Alerts, adviceFor, type Rules } from '../../alerts/index.ts';
import type { Ctx } from '../../context.ts';
import { type Fleet, reportedUnit } from '../../fleet/index.ts';
import { answeredUnit, describe, splitName } from '../../metrics/index.ts';
import type { DeliveryRow, Notify } from '../../notify/index.ts';
import type { AlertDetail, AlertEventView } from '../schema/alerts.ts';
import { alertView } from './alert-view.ts';
import { deliveryView } from './delivery-view.ts';
import { iso } from './parts.ts';
import { shownDeliveries } from './shown-deliveries.ts';

export interface AlertDetailParts {
  fleet: Fleet;
  alerts: Alerts;
  rules: Rules;
  notify: Notify;
}

/** The series that an alert is about; null where it is about a state. */
function seriesOf({ rules }: AlertDetailParts, { ruleId, subject }: Alert): string | null {
  const watch = rules.find(ruleId)?.watch;
  if (watch?.type !== 'metric') return null;
  if (subject === '') return watch.metric;
  return `${watch.metric === 'disk_percent' ? 'mount_percent' : watch.metric}:${subject}`;
}

/** Of the values of a series; what a workflow pushed has the unit that it came with. */
function unitOf({ fleet }: AlertDetailParts, ctx: Ctx, serverId: string, series: string | null): string {
  if (series === null) return '';
  const { metric, subject } = splitName(series);
  if (metric !== 'reported_value') return answeredUnit(describe(series));
  return reportedUnit(fleet.get(ctx, serverId).facts, subject ?? '');
}

/** Who was told is named by the deliveries, as far as the asker may know. */
function eventView({ at, kind, severity, reason, actor }: AlertEventRow, isNamed: boolean): AlertEventView {
  const isTold = kind === 'told' && !isNamed;
  return { at: iso(at), kind, severity, reason: isTold ? 'Messages were written' : reason, actor };
}

const isSame = (a: readonly DeliveryRow[], b: readonly DeliveryRow[]) =>
  a.every(({ targetName }, i) => targetName === b[i]?.targetName);

/**
 * One alert with what happened to it, who was told, and what to do about it.
 * @throws AppError `forbidden`, `not_found`
 */
export async function alertDetail(parts: AlertDetailParts, ctx: Ctx, id: string): Promise<AlertDetail> {
  const { fleet, alerts, rules, notify } = parts;
  const { alert, events } = await alerts.find(ctx, id);
  const deliveries = await notify.deliveriesOf([alert.clientId], id);
  const shown = await shownDeliveries(parts, ctx, deliveries);
  const series = seriesOf(parts, alert);
  return {
    ...alertView(fleet, alert),
    advice: [...adviceFor(alert.type)],
    rule_name: rules.find(alert.ruleId)?.name ?? null,
    metric: series,
    unit: unitOf(parts, ctx, alert.serverId, series),
    events: events.map((event) => eventView(event, isSame(deliveries, shown))),
    deliveries: shown.map(deliveryView),
  };
}
