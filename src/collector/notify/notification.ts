import type { Severity } from '../../words/severity.ts';

export type { Severity };

/** What happened to the thing a notification tells of. */
export type NotificationEvent =
  | 'opened'
  | 'worsened'
  | 'eased'
  | 'resolved'
  | 'reminder'
  | 'escalated'
  | 'digest'
  | 'test'
  | 'action';

/** Something to tell people through a channel. It does not know alerts: those who send it put them into words. */
export interface Notification {
  /** A UUIDv7, the same on every retry: receivers know a repetition by it. */
  id: string;
  /** The same for all that belongs together, such as the id of an alert: mails of one thread hang together. */
  thread: string;
  event: NotificationEvent;
  /** How much a person must care now. An action that went well is `low`. */
  severity: Severity;
  title: string;
  message: string;
  /** Name of the server, when it is about one. */
  server: string | null;
  /** When it happened, in ms. */
  at: number;
  /** Zone in which its times are told, as "Europe/London". */
  zone: string;
  /** Page of the hub that tells more. */
  url: string | null;
  /** Facts beside the message, as "Service: plex". */
  fields: { label: string; value: string }[];
  /** How long it went on, when it is over. */
  lastedMs: number | null;
  /** What a digest gathers, one line each. */
  items: string[];
}

export type Urgency = 'urgent' | 'high' | 'normal' | 'low';

const BY_SEVERITY: Record<Severity, Urgency> = {
  critical: 'urgent',
  high: 'high',
  medium: 'normal',
  low: 'low',
};

/** How loudly a phone should tell it: what gets better, or only tries the way, wakes nobody. */
export function urgencyOf({ event, severity }: Notification): Urgency {
  const isCalm = event === 'resolved' || event === 'eased' || event === 'test';
  if (isCalm) return severity === 'low' ? 'low' : 'normal';
  return BY_SEVERITY[severity];
}
