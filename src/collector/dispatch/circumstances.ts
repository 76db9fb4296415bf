import type { Alert } from '../alerts/index.ts';
import type { Target } from '../notify/index.ts';
import { learningReason } from './learning-reason.ts';
import type { DispatchParts, Look, Turn } from './parts.ts';
import { type Circumstances, type Hush, SILENT } from './tell.ts';

/** Whom an alert as it is now concerns: those who take it, or those who know of it and want to hear that it is over. */
export function targetsOf({ notify, fleet }: DispatchParts, alert: Alert): Target[] {
  if (alert.status === 'resolved')
    return notify.toldTargets(alert.id).filter(({ sendsResolved }) => sendsResolved);
  const { clientId, severity, serverId } = alert;
  return notify.targetsFor({ clientId, severity, tags: fleet.judgedBy(serverId).tags });
}

/** What an alert is about goes on behind the back of who is silent: whether it is still so, nobody knows. */
function offlineHush(name: string): Hush {
  return { reason: `${name} is offline: this is told when it reports again and it is still so`, until: null };
}

/** What asks for quiet about an alert. */
export function quietAsked(
  { alerts, fleet, zone }: DispatchParts,
  { clientId, serverId, ruleId, subject, type }: Alert,
  { now, isOffline }: Pick<Turn, 'now' | 'isOffline'>,
): Pick<Circumstances, 'learning' | 'mute' | 'offline'> {
  const { tags } = fleet.judgedBy(serverId);
  const until = fleet.learningUntil(serverId);
  const name = fleet.displayName(serverId);
  return {
    mute: alerts.mutes.muteOf({ clientId, serverId, tags, ruleId, subject }, now),
    learning: until === null ? null : { until, reason: learningReason(name, until, zone) },
    offline: type !== SILENT && isOffline(serverId) ? offlineHush(name) : null,
  };
}

/** All that decides whether people are told of an alert. */
export function circumstancesOf(
  parts: DispatchParts,
  { alert, isLate }: Look,
  targets: readonly Target[],
  turn: Turn,
): Circumstances {
  const { silentUntil, overAt } = turn;
  return {
    ...quietAsked(parts, alert, turn),
    hasTargets: targets.length > 0,
    isLate,
    silentUntil,
    overAt,
  };
}
