import type { Alert, Alerts } from '../alerts/index.ts';
import type { Fleet } from '../fleet/index.ts';
import type { Notify } from '../notify/index.ts';

export interface DispatchParts {
  alerts: Alerts;
  notify: Notify;
  fleet: Fleet;
  /** The hub's public address; null when it has none. */
  url: string | null;
  /** Zone in which messages tell times. */
  zone: string;
}

/** What is the same for every alert of one turn. Times are integer ms. */
export interface Turn {
  now: number;
  /** When the last of many silent servers will have been missed; null: they are not many. */
  silentUntil: number | null;
  /** When what is over is told. */
  overAt: number;
  /** When a server was heard last; null: never, or this turn does not tell of silence. */
  lastSeenAt: (serverId: string) => number | null;
  /** Whether a server is known to be silent; a turn about reports is about servers that are there. */
  isOffline: (serverId: string) => boolean;
}

/** An alert that is looked at, and why. */
export interface Look {
  alert: Alert;
  /** What changed, in words; empty when nothing did. */
  reason: string;
  isLate: boolean;
}
