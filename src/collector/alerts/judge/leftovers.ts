import { amount } from '../../../words/times.ts';
import { splitName } from '../../metrics/index.ts';
import type { Rule } from '../rules/schema.ts';
import type { AlertRow } from '../types.ts';
import { covers } from './covers.ts';
import type { Draft } from './draft.ts';
import type { JudgedReport, JudgedServer } from './judge-report.ts';
import { isOnFullestDisk, isStorage } from './watchers.ts';

/** How long a thing must be missing from reports before its alert ends: a mount is taken out, a dead disk is not well. */
const MISSING_MS = { metric: 3_600_000, state: 86_400_000 } as const;
/** So long it may be missing from what others report: the workflow that tells of it may run once a day. */
const MISSING_ELSEWHERE_MS = 2 * 86_400_000;

/** Why an alert has nothing to stand on any more, whatever reports say; null when it has. */
export function lostGround(alert: AlertRow, rule: Rule | undefined, server: JudgedServer): string | null {
  if (!rule) return 'Its rule was removed.';
  if (!rule.is_enabled) return 'Its rule was turned off.';
  if (!covers(rule, server, alert.subject)) return 'Its rule does not concern it any more.';
  const { watch } = rule;
  if (watch.type !== 'state' || watch.kind !== 'service') return null;
  const isExpected = server.expected.some(({ name }) => name === alert.subject);
  return isExpected ? null : `${alert.subject} is not expected here any more.`;
}

function isNamed(rule: Rule, subject: string, { names, values, states }: JudgedReport): boolean {
  const { watch } = rule;
  if (watch.type === 'state') return states.some((one) => one.kind === watch.kind && one.subject === subject);
  if (watch.type !== 'metric') return true;
  const isIt = (name: string) =>
    name === (subject === '' ? watch.metric : `${watch.metric}:${subject}`) ||
    (watch.metric === 'disk_percent' && name === `mount_percent:${subject}`);
  return names.some((name, i) => isIt(name) && values[i] !== null);
}

/** Whether a report comes from who told of a thing last; after a restart that is not known. */
const isTeller = ({ tellers }: Draft, key: string, { reportedBy }: JudgedReport): boolean =>
  (tellers.get(key) ?? reportedBy) === reportedBy;

function tellsOfStorage({ names, values }: JudgedReport): boolean {
  return names.some((name, i) => isStorage(splitName(name).metric) && values[i] != null);
}

/** Whether an alert on the fullest disk has others in its place: who told of that tells of each file system now. */
function isReplaced(draft: Draft, key: string, alert: AlertRow, rule: Rule, report: JudgedReport): boolean {
  return isTeller(draft, key, report) && isOnFullestDisk(rule, alert.subject) && tellsOfStorage(report);
}

/** Ends alerts on things that reports have not named for long, and those that have lost their ground. */
export function endLeftovers(
  draft: Draft,
  ruleOf: (id: string) => Rule | undefined,
  server: JudgedServer,
  report: JudgedReport,
): void {
  for (const [key] of draft.before()) {
    const alert = draft.standing.get(key);
    if (!alert || alert.ruleId === 'reported') continue;
    const rule = ruleOf(alert.ruleId);
    const reason = lostGround(alert, rule, server);
    if (reason !== null) draft.resolve(alert, reason, report.isLate);
    else if (rule && isReplaced(draft, key, alert, rule, report)) {
      draft.tracks.set(key, null);
      draft.resolve(alert, 'Each file system is told of by itself now.', report.isLate);
    } else if (rule) endMissing(draft, key, alert, rule, report);
  }
}

/** Sample times are compared, so that a backlog counts as the time it tells of. */
function endMissing(draft: Draft, key: string, alert: AlertRow, rule: Rule, report: JudgedReport): void {
  const missing = `missing|${key}`;
  if (rule.watch.type === 'silence') return;
  if (isNamed(rule, alert.subject, report)) {
    if (draft.toldAt.get(missing) !== undefined) draft.toldAt.set(missing, null);
    return;
  }
  const since = draft.toldAt.get(missing) ?? report.at;
  draft.toldAt.set(missing, since);
  const limitMs = isTeller(draft, key, report) ? MISSING_MS[rule.watch.type] : MISSING_ELSEWHERE_MS;
  if (report.at - since < limitMs) return;
  draft.toldAt.set(missing, null);
  draft.tracks.set(key, null);
  draft.resolve(alert, `No report has told of it for ${amount(limitMs)}.`, report.isLate);
}
