import { bySeverity } from '../../../words/severity.ts';
import { keyOf } from '../memory.ts';
import { typeOf } from '../rules/defaults.ts';
import type { Rule } from '../rules/schema.ts';
import type { AlertRow, Level } from '../types.ts';
import type { Draft, Opening } from './draft.ts';
import { isFlapping, isSteady } from './flapping.ts';
import { clearText, type Finding, wordingOf } from './wording.ts';

/** What one report says of one thing that a rule watches. */
export interface Judged {
  rule: Rule;
  subject: string;
  /** The level that counts now. */
  level: Level | null;
  finding: Finding;
  isLate: boolean;
}

/** How often the figure of an alert that stands is brought up to date. */
const REFRESH_MS = 15 * 60_000;
const RANK: Record<Level, number> = { warning: 1, critical: 2 };

const severityOf = ({ rule, level }: Judged & { level: Level }) =>
  level === 'critical' ? rule.critical_severity : rule.warning_severity;

function openingOf(judged: Judged & { level: Level }): Opening {
  const { rule, subject, level, finding } = judged;
  return {
    ...wordingOf(rule, level, subject, finding),
    ruleId: rule.id,
    subject,
    level,
    severity: severityOf(judged),
    type: typeOf(rule.id, level),
    metricValue: finding.type === 'value' ? finding.value : null,
    thresholdValue: finding.type === 'value' ? finding.limit : null,
  };
}

const AGAIN =
  'It comes and goes: this is the third time within an hour. Nothing more is said until it stays away.';

/** Opens an alert; the third time within an hour as one that comes and goes. */
export function openAlert(draft: Draft, opening: Opening, isLate: boolean): void {
  const key = keyOf(opening.ruleId, opening.subject);
  draft.clearSince.set(key, null);
  // What a person resolved was milder: this one stands for both.
  draft.forgetDismissal(key);
  if (!isFlapping(draft.openingsOf(key), draft.at)) {
    draft.open(opening, false, { kind: 'opened', reason: opening.message, isLate });
    return;
  }
  const sentence = opening.message.replace(/(?<![.!?])$/, '.');
  const again = { title: `${opening.title}, again and again`, message: `${sentence} ${AGAIN}` };
  draft.open({ ...opening, ...again }, true, { kind: 'flapping', reason: again.message, isLate });
}

/**
 * What worsens is news, also for whoever acknowledged or snoozed what was: a reminder is due, should they have been
 * told of as bad a thing before.
 */
export function reopened({ status, snoozedUntil }: AlertRow, at: number): Partial<AlertRow> {
  const isPutAside = status === 'acknowledged' || snoozedUntil !== null;
  const snoozed = isPutAside ? at : null;
  return { status: 'open', acknowledgedAt: null, acknowledgedBy: null, snoozedUntil: snoozed };
}

/** By its level; at the same level by the severity that its rule gives it now. */
function isWorse(now: Pick<AlertRow, 'level' | 'severity'>, before: AlertRow): boolean {
  return now.level === before.level ? bySeverity(now, before) < 0 : RANK[now.level] > RANK[before.level];
}

function change(draft: Draft, standing: AlertRow, opening: Opening, isLate: boolean): void {
  const { ruleId: _rule, subject: _subject, ...columns } = opening;
  const { message: reason } = columns;
  if (isWorse(opening, standing)) {
    const after = { ...columns, ...reopened(standing, draft.at) };
    draft.update(standing, after, { kind: 'worsened', reason, isLate });
  } else if (!standing.isFlapping) draft.update(standing, columns, { kind: 'eased', reason, isLate });
}

/** The figure moves while the level stays: told to those who look, seldom enough to cost nothing. */
function refresh(draft: Draft, standing: AlertRow, judged: Judged & { level: Level }): void {
  const key = keyOf(standing.ruleId, standing.subject);
  const at = draft.toldAt.get(key) ?? standing.createdAt;
  if (standing.isFlapping || Math.abs(draft.at - at) < REFRESH_MS) return;
  draft.toldAt.set(key, draft.at);
  const { message, metricValue, thresholdValue } = openingOf(judged);
  if (message !== standing.message) draft.update(standing, { message, metricValue, thresholdValue });
}

/** Ends an alert; one that comes and goes only when it has stayed away for long enough. */
export function endAlert(draft: Draft, standing: AlertRow, reason: string, isLate: boolean): void {
  const key = keyOf(standing.ruleId, standing.subject);
  if (standing.isFlapping) {
    // A clock that was set back must not keep it for longer.
    const since = Math.min(draft.clearSince.get(key) ?? draft.at, draft.at);
    draft.clearSince.set(key, since);
    if (!isSteady(since, draft.at)) return;
    draft.clearSince.set(key, null);
  }
  draft.resolve(standing, reason, isLate);
}

/** Opens, changes or ends the alert on one thing, by the level that counts now. */
export function applyLevel(draft: Draft, judged: Judged): void {
  const { level, rule, subject, isLate } = judged;
  const key = keyOf(rule.id, subject);
  const standing = draft.standing.get(key);
  if (level === null) {
    if (standing) endAlert(draft, standing, clearText(rule, subject, judged.finding), isLate);
    else draft.forgetDismissal(key);
    return;
  }
  const present = { ...judged, level };
  if (!standing) {
    const dismissed = draft.dismissed.get(key);
    if (!dismissed || RANK[level] > RANK[dismissed.level]) openAlert(draft, openingOf(present), isLate);
    return;
  }
  draft.clearSince.set(key, null);
  const isSame = standing.level === level && standing.severity === severityOf(present);
  if (isSame) refresh(draft, standing, present);
  else change(draft, standing, openingOf(present), isLate);
}
