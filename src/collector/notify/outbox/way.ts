import type { FailureReason } from '../../outbound-failure.ts';
import type { Notification } from '../notification.ts';
import type { QuietHours } from '../routing.ts';

/** How one message ended. */
export type Sent =
  | { ok: true }
  | {
      ok: false;
      retry: boolean;
      reason: FailureReason | 'gone';
      message: string;
      retryAfterSeconds?: number;
    };

/** A target as the delivery job uses it. */
export interface Way {
  quietHours: QuietHours | null;
  /** Whether it may be told of this client: a person can have lost the right meanwhile. */
  isFor: (clientId: string) => boolean;
  send: (notification: Notification, now: number) => Promise<Sent>;
  /** Notes how it went, for its own page; `isDead`: nothing can arrive there any more. */
  note: (sent: Sent, isDead: boolean, now: number) => Promise<void>;
}

/** The way to a target, by its key; a text says why there is none. */
export type WayTo = (target: string) => Promise<Way | string>;
