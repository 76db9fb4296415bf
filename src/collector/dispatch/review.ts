import type { Alert } from '../alerts/index.ts';
import type { Review } from '../notify/index.ts';

/** What has come between a message that was written down and its delivery. */
export interface Meanwhile {
  /** Another alert on the same thing stands. */
  isBack: boolean;
  /** Why it is kept quiet now; `until` null: as long as somebody wants. */
  hush: { reason: string; until: number | null } | null;
}

const SEND: Review = { type: 'send' };
const cancel = (reason: string): Review => ({ type: 'cancel', reason });
/** Who asked for quiet may end it early. */
const LOOK_AGAIN_MS = 5 * 60_000;

function wait({ reason, until }: NonNullable<Meanwhile['hush']>, now: number): Review {
  return { type: 'wait', until: Math.min(until ?? Number.POSITIVE_INFINITY, now + LOOK_AGAIN_MS), reason };
}

/**
 * Whether what was written down a while ago should still be said.
 * @param alert as it is now; null when it is not there any more, or was over long ago
 * @param event as it was written down: `opened`, `worsened:critical`, `escalated`, `resolved`
 */
export function review(alert: Alert | null, event: string, { isBack, hush }: Meanwhile, now: number): Review {
  if (event === 'resolved') return isBack ? cancel('It was back before this was sent') : SEND;
  if (!alert) return cancel('It was gone before this was sent');
  const { status, acknowledgedBy, snoozedUntil } = alert;
  if (status === 'resolved') return cancel('It was over before this was sent');
  if (status === 'acknowledged') {
    return cancel(`${acknowledgedBy ?? 'Somebody'} acknowledged it before this was sent`);
  }
  // The reminder after the snooze tells it: waiting for that too would tell it twice.
  if (snoozedUntil !== null && snoozedUntil > now) return cancel('It was snoozed before this was sent');
  return hush ? wait(hush, now) : SEND;
}
