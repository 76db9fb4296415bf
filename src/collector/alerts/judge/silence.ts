import { amount } from '../../../words/times.ts';
import type { Presence } from '../../fleet/index.ts';
import { keyOf } from '../memory.ts';
import type { Rule, SilenceWatch } from '../rules/schema.ts';
import type { Level, Reporter } from '../types.ts';
import { applyLevel, endAlert } from './apply-level.ts';
import { covers } from './covers.ts';
import type { Draft } from './draft.ts';
import type { JudgedServer } from './judge-report.ts';

/** How a server's presence is judged. */
export interface SilentServer extends JudgedServer {
  presence: Presence;
  reportedBy: Reporter;
  /** When it was marked offline, and when it was heard last, in ms. */
  offlineSince: number | null;
  lastSeenAt: number | null;
}

/** How long it has been silent at a moment: it was marked offline after the rule's first level. */
function silentMs(watch: SilenceWatch, offlineSince: number, now: number): number {
  return (watch.warning_seconds ?? watch.critical_seconds ?? 0) * 1000 + Math.max(0, now - offlineSince);
}

function levelOfSilence(watch: SilenceWatch, silent: number): Level {
  const { warning_seconds: warning, critical_seconds: critical } = watch;
  if (warning === null) return 'critical';
  return critical !== null && silent >= critical * 1000 ? 'critical' : 'warning';
}

/** A server that was marked offline and not heard since; one that reported in that very moment is there. */
const isSilent = ({ presence, lastSeenAt }: SilentServer, offlineSince: number): boolean =>
  presence === 'offline' && (lastSeenAt === null || lastSeenAt < offlineSince);

/**
 * Opens or worsens the alert of a server that has fallen silent. Its return is told by its next report.
 * @param listeningSince silence while nobody could be heard worsens nothing, and eases nothing
 */
export function judgeSilence(
  draft: Draft,
  rules: readonly Rule[],
  server: SilentServer,
  listeningSince: number,
): void {
  const { offlineSince, reportedBy } = server;
  if (offlineSince === null || !isSilent(server, offlineSince)) return;
  for (const rule of rules) {
    const { watch } = rule;
    if (watch.type !== 'silence' || watch.reporter !== reportedBy || !covers(rule, server, '')) continue;
    const counted = silentMs(watch, Math.max(offlineSince, listeningSince), draft.at);
    const standing = draft.standing.get(keyOf(rule.id, ''))?.level;
    const level = standing === 'critical' ? standing : levelOfSilence(watch, counted);
    const finding = { type: 'silence', silentMs: silentMs(watch, offlineSince, draft.at) } as const;
    applyLevel(draft, { rule, subject: '', level, finding, isLate: false });
  }
}

/** Ends what stands of a server's silence: it has reported. */
export function endSilence(draft: Draft, isSilenceRule: (ruleId: string) => boolean): void {
  for (const [key, { ruleId }] of draft.before()) {
    const alert = draft.standing.get(key);
    if (!alert || !isSilenceRule(ruleId)) continue;
    endAlert(draft, alert, `It reports again, after ${amount(draft.at - alert.createdAt)}.`, false);
  }
  const offline = draft.dismissedKeys().filter((key) => isSilenceRule(key.slice(0, key.indexOf('|'))));
  for (const key of offline) draft.forgetDismissal(key);
}
