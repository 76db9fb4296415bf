import type { Notification, Severity } from './notification.ts';

/** Somewhere a notification can go: a channel, or a person's device. */
export interface Target {
  /** `channel:ID`, `device:ID` or `subscriber:ID`. */
  key: string;
  /** As people know it. */
  name: string;
  /** Only what nobody has acknowledged for so long; null: at once. */
  escalateAfterMinutes: number | null;
  sendsResolved: boolean;
}

/** What decides where something goes. */
export interface Matter {
  clientId: string;
  severity: Severity;
  /** Tags of its server. */
  tags: readonly string[];
}

/** Something to tell one target, once for each thread and event. */
export interface NewDelivery {
  clientId: string;
  thread: string;
  target: Pick<Target, 'key' | 'name'>;
  /** `opened`, `worsened:critical`, `resolved`, `escalated`, `reminder:<ms>`, `update:<id>`. */
  event: string;
  notification: Notification;
  /** Not before, in ms. What is due about the same time for one target goes as one message. */
  dueAt: number;
}

/** What a delivery that is due should do after all. */
export type Review =
  | { type: 'send' }
  | { type: 'cancel'; reason: string }
  | { type: 'wait'; until: number; reason: string };

/** Asked just before anything is sent, because much may have happened since it was written down. */
export type ReviewDelivery = (delivery: { thread: string; event: string }, now: number) => Review;
