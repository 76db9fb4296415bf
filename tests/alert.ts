import type { Alert } from '../src/collector/alerts/index.ts';

/** Midday on a Sunday in London. */
export const NOON = Date.parse('2026-03-01T12:00:00Z');

/** An alert on a disk that is filling, as it is when it opens, with what a test wants otherwise. */
export function alertWith(changes: Partial<Alert> = {}): Alert {
  return {
    id: 'a',
    clientId: 'home',
    serverId: 'media',
    ruleId: 'disk',
    subject: '/data',
    level: 'warning',
    severity: 'high',
    type: 'disk_warning',
    title: 'Disk usage high',
    message: 'Disk /data is 81 % full.',
    metricValue: 81,
    thresholdValue: 80,
    status: 'open',
    createdAt: NOON,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    snoozedUntil: null,
    resolvedAt: null,
    resolvedBy: null,
    isDismissed: false,
    isFlapping: false,
    toldSeverity: null,
    quietReason: null,
    missedPushes: 0,
    ...changes,
  };
}
