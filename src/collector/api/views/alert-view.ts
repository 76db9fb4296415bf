import type { Alert } from '../../alerts/index.ts';
import type { Fleet } from '../../fleet/index.ts';
import type { AlertView } from '../schema/alerts.ts';
import { iso } from './parts.ts';

/** An alert as the API and pages tell of it. */
export function alertView(fleet: Fleet, alert: Alert): AlertView {
  return {
    alert_id: alert.id,
    server_id: alert.serverId,
    server_name: fleet.displayName(alert.serverId),
    client_id: alert.clientId,
    client_name: fleet.clientName(alert.clientId),
    severity: alert.severity,
    type: alert.type,
    title: alert.title,
    message: alert.message,
    rule_id: alert.ruleId,
    subject: alert.subject,
    metric_value: alert.metricValue,
    threshold_value: alert.thresholdValue,
    status: alert.status,
    created_at: iso(alert.createdAt),
    acknowledged_at: iso(alert.acknowledgedAt),
    acknowledged_by: alert.acknowledgedBy,
    note: alert.note,
    snoozed_until: iso(alert.snoozedUntil),
    resolved_at: iso(alert.resolvedAt),
    resolved_by: alert.resolvedBy,
    is_flapping: alert.isFlapping,
    notified: alert.toldSeverity !== null,
    quiet_reason: alert.quietReason,
    // Repairs are proposed by what comes next.
    auto_remediation: { available: false, action_id: null, status: null },
  };
}
