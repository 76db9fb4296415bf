import { bySeverity } from '../../../words/severity.ts';
import { type AlertMemory, keyOf } from '../memory.ts';
import type { AlertStore } from '../store.ts';
import type { AlertRow, Judgement, Level, Place, PushedAlert, Severity } from '../types.ts';
import { endAlert, openAlert, reopened } from './apply-level.ts';
import { compareReported, type Reported, titleOf } from './compare-reported.ts';
import { Draft, type Opening } from './draft.ts';

export const REPORTED = 'reported';

const levelOf = (severity: Severity): Level => (severity === 'critical' ? 'critical' : 'warning');

function openingOf({ subject, severity, message }: Reported): Opening {
  return {
    ruleId: REPORTED,
    subject,
    level: levelOf(severity),
    severity,
    type: REPORTED,
    title: titleOf(message),
    message,
    metricValue: null,
    thresholdValue: null,
  };
}

function follow(draft: Draft, before: AlertRow, after: AlertRow): void {
  const { severity, message, title, missedPushes } = after;
  if (after.status === 'resolved') {
    const counted = { ...before, missedPushes };
    draft.update(before, { missedPushes });
    endAlert(draft, counted, 'The last pushes did not name it any more.', false);
    return;
  }
  const order = bySeverity(after, before);
  const columns = { severity, level: levelOf(severity), message, title, missedPushes };
  if (order === 0) draft.update(before, columns);
  else if (order < 0) {
    const again = { ...columns, ...reopened(before, draft.at) };
    draft.update(before, again, { kind: 'worsened', reason: message, isLate: false });
  } else draft.update(before, columns, { kind: 'eased', reason: message, isLate: false });
}

/** One that comes and goes is there again. */
function stays(draft: Draft, key: string): void {
  if (draft.clearSince.get(key) !== undefined) draft.clearSince.set(key, null);
}

/**
 * What a system's own alerts change. One stands until three pushes in a row that tell of alerts leave it out; one
 * that a person resolved does not come back before a push has left it out, unless it is worse.
 */
export function receiveReported(
  store: AlertStore,
  memory: AlertMemory,
  place: Place,
  pushed: readonly PushedAlert[],
  now: number,
): Judgement {
  const draft = new Draft(memory, store, place, now);
  const open = draft.before().flatMap(([, row]) => (row.ruleId === REPORTED ? [row] : []));
  const { opened, updated, named } = compareReported(open, pushed, now);
  const before = new Map(open.map((row) => [row.id, row]));
  for (const after of updated) {
    const row = before.get(after.id);
    if (row) follow(draft, row, after);
  }
  for (const key of draft.dismissedKeys()) {
    const isOwn = key.startsWith(keyOf(REPORTED, ''));
    if (isOwn && !named.has(key.slice(REPORTED.length + 1))) draft.forgetDismissal(key);
  }
  for (const subject of named) stays(draft, keyOf(REPORTED, subject));
  for (const reported of opened) {
    const dismissed = draft.dismissed.get(keyOf(REPORTED, reported.subject));
    if (dismissed && bySeverity(reported, dismissed) >= 0) continue;
    openAlert(draft, openingOf(reported), false);
  }
  return draft.finish();
}
