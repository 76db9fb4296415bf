import type { Alert, AlertChange, Reaction } from '../alerts/index.ts';
import { circumstancesOf, targetsOf } from './circumstances.ts';
import type { DispatchParts, Look, Turn } from './parts.ts';
import { send } from './send.ts';
import { newsOf, tell } from './tell.ts';

const NOTHING: Reaction = { statements: [], committed: () => undefined };

/** Why nobody is told; with a reason that is new as something that happened. */
function noteQuiet({ alerts }: DispatchParts, alert: Alert, reason: string | null, now: number): Reaction {
  if (alert.quietReason === reason) return NOTHING;
  const columns = { quietReason: reason };
  return {
    statements: [
      alerts.patch(alert.clientId, alert.id, columns),
      ...(reason === null ? [] : alerts.events([{ alert, kind: 'quiet', reason }], now)),
    ],
    committed: () => alerts.patched(alert.id, columns),
  };
}

/** Why nobody hears of what there is nothing to say of: what is over keeps the reason that it had. */
function calmReason({ status, toldSeverity, quietReason }: Alert): string | null {
  if (status !== 'resolved') return null;
  return quietReason ?? (toldSeverity === null ? 'It was over before anybody was told' : null);
}

/** What is written when one alert is looked at: messages to send, or why there are none. */
export function reactTo(parts: DispatchParts, look: Look, turn: Turn): Reaction {
  const { alert } = look;
  const { now } = turn;
  const calm = () => noteQuiet(parts, alert, calmReason(alert), now);
  if (newsOf(alert, now) === null) return calm();
  const targets = targetsOf(parts, alert);
  const telling = tell(alert, circumstancesOf(parts, look, targets, turn), now);
  if (telling === null) return calm();
  if (telling.type === 'quiet') return noteQuiet(parts, alert, telling.reason, now);
  return targets.length === 0 ? NOTHING : send(parts, look, targets, telling, turn);
}

/** Several reactions as one. */
export function together(reactions: readonly Reaction[]): Reaction {
  return {
    statements: reactions.flatMap(({ statements }) => statements),
    committed: () => {
      for (const { committed } of reactions) committed();
    },
  };
}

/** What changes mean for people. Of several changes of one alert in a batch the last one says how it is now. */
export function react(parts: DispatchParts, changes: readonly AlertChange[], turn: Turn): Reaction {
  if (changes.length === 0) return NOTHING;
  const last = new Map(changes.map((change) => [change.alert.id, change]));
  return together([...last.values()].map((change) => reactTo(parts, change, turn)));
}
