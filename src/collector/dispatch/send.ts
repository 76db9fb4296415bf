import { bySeverity } from '../../words/severity.ts';
import type { Alert, Reaction } from '../alerts/index.ts';
import type { NewDelivery, Target } from '../notify/index.ts';
import { notificationOf } from './notification-of.ts';
import type { DispatchParts, Look, Turn } from './parts.ts';
import type { Telling } from './tell.ts';

type Message = Extract<Telling, { type: 'send' }>;

const MINUTE_MS = 60_000;

/** `worsened:critical` → `escalated:critical`: each piece of news can be escalated once. */
const escalated = (event: string) => ['escalated', ...event.split(':').slice(1)].join(':');

/** What one target is told and when: those who are asked only when nobody answers, later. */
function messageFor({ escalateAfterMinutes }: Target, { event, dueAt }: Message, now: number) {
  if (escalateAfterMinutes === null || event === 'resolved') return { event, dueAt };
  return { event: escalated(event), dueAt: now + escalateAfterMinutes * MINUTE_MS };
}

function deliveryOf(
  { fleet, url, zone }: DispatchParts,
  { alert, reason }: Look,
  target: Target,
  message: Message,
  { now, lastSeenAt }: Turn,
): NewDelivery {
  const { id: thread, clientId, serverId } = alert;
  const { event, dueAt } = messageFor(target, message, now);
  const serverName = fleet.displayName(serverId);
  const context = { serverName, url, zone, reason, lastSeenAt: lastSeenAt(serverId) };
  const at = event === message.event ? now : dueAt;
  return {
    clientId,
    thread,
    target,
    event,
    notification: notificationOf(alert, event, context, at),
    dueAt,
  };
}

/** "To be told: Slack, Ana's phone; Ben in 15 min unless somebody acknowledges it". */
function toldText(targets: readonly Target[], event: string): string {
  const names = (some: readonly Target[]) => some.map(({ name }) => name).join(', ');
  if (event === 'resolved') return `To be told that it is over: ${names(targets)}`;
  const atOnce = targets.filter(({ escalateAfterMinutes }) => escalateAfterMinutes === null);
  const later = targets.flatMap(({ name, escalateAfterMinutes }) =>
    escalateAfterMinutes === null
      ? []
      : [`${name} in ${escalateAfterMinutes} min unless somebody acknowledges it`],
  );
  return [...(atOnce.length > 0 ? [`To be told: ${names(atOnce)}`] : []), ...later].join('; ');
}

/** What the alert remembers of it; nothing once it is over. A snooze that has ended has done its duty. */
function columnsOf({ status, severity, toldSeverity, snoozedUntil }: Alert): Partial<Alert> | null {
  if (status === 'resolved') return null;
  const isWorse = toldSeverity === null || bySeverity({ severity }, { severity: toldSeverity }) < 0;
  return {
    toldSeverity: isWorse ? severity : toldSeverity,
    quietReason: null,
    ...(snoozedUntil !== null && { snoozedUntil: null }),
  };
}

/** Writes the messages to these targets, and on the alert who is told. */
export function send(
  parts: DispatchParts,
  look: Look,
  targets: readonly Target[],
  message: Message,
  turn: Turn,
): Reaction {
  const { alerts, notify } = parts;
  const { alert } = look;
  const { now } = turn;
  const outbox = notify.enqueue(
    targets.map((target) => deliveryOf(parts, look, target, message, turn)),
    now,
  );
  const columns = columnsOf(alert);
  const told = { alert, kind: 'told', reason: toldText(targets, message.event) } as const;
  return {
    statements: [
      ...outbox.statements,
      ...(columns ? [alerts.patch(alert.clientId, alert.id, columns)] : []),
      ...alerts.events([told], now),
    ],
    committed: () => {
      outbox.committed();
      if (columns) alerts.patched(alert.id, columns);
    },
  };
}
