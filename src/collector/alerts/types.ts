import type { Statement } from '../../../db/open.ts';
import type { alertEvents, alerts } from '../../../db/tables/alerts.ts';

export type AlertRow = typeof alerts.$inferSelect;
export type AlertEventRow = typeof alertEvents.$inferSelect;
export type EventKind = AlertEventRow['kind'];
export type Severity = AlertRow['severity'];
/** How far a rule's matter has got. */
export type Level = AlertRow['level'];

/** Who tells of a server: its own agent, or a workflow. */
export type Reporter = 'agent' | 'webhook';

/** What a system says of itself, in its own words. */
export interface PushedAlert {
  severity: string;
  message: string;
}

/** Where an alert belongs. */
export interface Place {
  clientId: string;
  serverId: string;
}

/** One thing that happened to an alert. `alert` is the row as it is after it. */
export interface AlertChange {
  kind: Extract<EventKind, 'opened' | 'worsened' | 'eased' | 'flapping' | 'resolved'>;
  alert: AlertRow;
  reason: string;
  /** It follows from a report that waited: by the newest one it may be over. */
  isLate: boolean;
}

/** What a judgement writes, what it changed, and how memory follows once that is committed. */
export interface Judgement {
  statements: Statement[];
  changes: AlertChange[];
  committed: () => void;
}

/** What dispatch adds to the batch of a change. */
export interface Reaction {
  statements: Statement[];
  committed: () => void;
}

/** Tells of changes in the batch that makes them. */
export type React = (changes: readonly AlertChange[], now: number) => Reaction;
