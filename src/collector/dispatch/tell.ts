import { bySeverity } from '../../words/severity.ts';
import type { Alert } from '../alerts/index.ts';

/** Why something is kept quiet, and until when in ms; null: until somebody takes it back. */
export interface Hush {
  reason: string;
  until: number | null;
}

/** What decides whether people are told of an alert as it is now. Times are integer ms. */
export interface Circumstances {
  /** A maintenance window or silence that covers it. */
  mute: Hush | null;
  /** Its server has fallen silent, and it is about something else. */
  offline: Hush | null;
  /** Until when its server is only watched, and in words. */
  learning: { until: number; reason: string } | null;
  /** Whether a channel or device takes its severity. */
  hasTargets: boolean;
  /** It follows from a report that waited. */
  isLate: boolean;
  /** When the last of many servers that fell silent together will have been missed; null: they are not many. */
  silentUntil: number | null;
  /** When what is over is told. */
  overAt: number;
}

/** The type of alerts on silence. */
export const SILENT = 'server_offline';

/** What to send and when, or why it is kept quiet. */
export type Telling = { type: 'send'; event: string; dueAt: number } | { type: 'quiet'; reason: string };

/** Alerts of one host within this time become one message. */
const GATHER_MS = 2000;
/** What waiting reports tell is looked at again, as the design says. */
const LATE_MS = 5000;

function dueAt({ isLate, silentUntil }: Circumstances, { type }: Alert, now: number): number {
  const soon = now + (isLate ? LATE_MS : GATHER_MS);
  return type === SILENT ? Math.max(soon, silentUntil ?? 0) : soon;
}

/** What there is to say of an alert, whatever keeps it quiet; null: nothing new. */
export function newsOf(alert: Alert, now: number): string | null {
  const { status, toldSeverity, severity, snoozedUntil } = alert;
  if (status === 'resolved') return toldSeverity === null ? null : 'resolved';
  if (status === 'acknowledged') return null;
  if (toldSeverity === null) return 'opened';
  if (bySeverity(alert, { severity: toldSeverity }) < 0) return `worsened:${severity}`;
  return snoozedUntil !== null && snoozedUntil <= now ? `reminder:${snoozedUntil}` : null;
}

/** What keeps everything quiet that an alert has to say; null: nothing does. */
export function hushOf(
  { learning, mute, offline }: Pick<Circumstances, 'learning' | 'mute' | 'offline'>,
  now: number,
): Hush | null {
  return learning && learning.until > now ? learning : (mute ?? offline);
}

function quietReason(
  { severity, snoozedUntil }: Alert,
  circumstances: Circumstances,
  now: number,
): string | null {
  const hush = hushOf(circumstances, now);
  if (hush) return hush.reason;
  if (snoozedUntil !== null && snoozedUntil > now) return 'Snoozed';
  return circumstances.hasTargets ? null : `No channel or device takes ${severity} alerts`;
}

/**
 * Compares an alert with what people were told of it. That something is over is told whatever keeps quiet: those who
 * know of it wait for that.
 * @returns null when there is nothing to say
 */
export function tell(alert: Alert, circumstances: Circumstances, now: number): Telling | null {
  const event = newsOf(alert, now);
  if (event === null) return null;
  if (event === 'resolved') return { type: 'send', event, dueAt: circumstances.overAt };
  const reason = quietReason(alert, circumstances, now);
  if (reason !== null) return { type: 'quiet', reason };
  return { type: 'send', event, dueAt: dueAt(circumstances, alert, now) };
}
