import { bySeverity } from '../../../words/severity.ts';
import type { AlertRow, PushedAlert, Severity } from '../types.ts';

/** Pushes in a row that no longer name an alert before it is over: a single one may be cut short. */
const MISSED_UNTIL_RESOLVED = 3;
const MAX_SUBJECT_LENGTH = 300;
const TITLE_LENGTH = 120;

/** The fleet monitor's three severities; a word that is none of them is neither hidden nor shouted. */
const SEVERITY = new Map<string, Severity>([
  ['critical', 'critical'],
  ['warning', 'high'],
  ['info', 'low'],
]);

export function severityOf(word: string): Severity {
  return SEVERITY.get(word.trim().toLowerCase()) ?? 'medium';
}

/**
 * What a text is about: without case, spacing, and the numbers that change from push to push. Numbers that are part of
 * a name ("ada0") stay, because another disk is another matter.
 */
export function subjectOf(message: string): string {
  return message
    .toLowerCase()
    .replace(/(?<![\p{L}\d_-])\d+(?:[.,:/-]\d+)*/gu, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_SUBJECT_LENGTH);
}

/** The short form of a message, for lists. */
export const titleOf = (message: string): string => message.slice(0, TITLE_LENGTH);

export interface Reported {
  subject: string;
  severity: Severity;
  message: string;
}

/** Each matter once; of two the worse counts. */
export function reportedOf(pushed: readonly PushedAlert[]): Map<string, Reported> {
  const reported = new Map<string, Reported>();
  for (const { severity, message } of pushed) {
    const one = { subject: subjectOf(message), severity: severityOf(severity), message };
    const other = reported.get(one.subject);
    if (!other || bySeverity(one, other) < 0) reported.set(one.subject, one);
  }
  return reported;
}

export interface ReportedChanges {
  opened: Reported[];
  /** Open ones as they are now. */
  updated: AlertRow[];
  /** What the push names, by subject. */
  named: ReadonlySet<string>;
}

function afterPush(alert: AlertRow, reported: Reported | undefined, now: number): AlertRow {
  if (reported) {
    const { severity, message } = reported;
    // One that comes and goes keeps saying so.
    const words = alert.isFlapping ? {} : { message, title: titleOf(message) };
    return { ...alert, severity, ...words, missedPushes: 0 };
  }
  const missedPushes = alert.missedPushes + 1;
  const isOver = missedPushes >= MISSED_UNTIL_RESOLVED;
  return { ...alert, missedPushes, ...(isOver && { status: 'resolved' as const, resolvedAt: now }) };
}

const isSame = (a: AlertRow, b: AlertRow) =>
  a.severity === b.severity && a.message === b.message && a.missedPushes === b.missedPushes;

/** Compares what a system says is wrong with what it said before. */
export function compareReported(
  open: readonly AlertRow[],
  pushed: readonly PushedAlert[],
  now: number,
): ReportedChanges {
  const reported = reportedOf(pushed);
  const updated = open.flatMap((alert) => {
    const after = afterPush(alert, reported.get(alert.subject), now);
    return isSame(alert, after) ? [] : [after];
  });
  const known = new Set(open.map(({ subject }) => subject));
  const opened = [...reported.values()].filter(({ subject }) => !known.has(subject));
  return { opened, updated, named: new Set(reported.keys()) };
}
