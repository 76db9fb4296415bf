import { expect, it } from 'vitest';
import { changeMark, changeReason, changeSubject } from './change-words.ts';

it.each([
  ['server', 'online', 'ok', 'Online'],
  ['server', 'offline', 'critical', 'Offline'],
  ['service', 'failed', 'critical', 'Failed'],
  ['container', 'restarting', 'medium', 'Restarting'],
  ['container', 'unhealthy', 'medium', 'Unhealthy'],
  ['container', 'Resting', 'unknown', 'Resting'],
  ['pool', 'degraded', 'high', 'Degraded'],
  ['pool', 'unavail', 'critical', 'Unavailable'],
  ['disk', 'pass', 'ok', 'Healthy'],
  ['disk', 'fail', 'critical', 'Failing'],
  ['replication', 'failed', 'medium', 'Failed'],
  ['replication', 'success', 'ok', 'Done'],
  ['replication', 'unknown', 'unknown', 'Not known'],
])('a change of a %s to %s is marked %s and says "%s"', (kind, state, level, word) => {
  expect(changeMark({ kind, state })).toMatchObject({ level, word });
});

it.each([
  ['server', '', 'This server'],
  ['service', 'nginx', 'nginx'],
  ['container', 'sonarr', 'sonarr (container)'],
  ['pool', 'tank', 'tank (pool)'],
  ['replication', 'nightly', 'nightly (replication)'],
])('names the subject of a change of a %s', (kind, subject, words) => {
  expect(changeSubject({ kind, subject })).toBe(words);
});

it.each([
  ['disk', 'Was pass', 'Was healthy'],
  ['pool', 'Was unavail', 'Was unavailable'],
  ['replication', 'Was success', 'Was done'],
  ['service', 'Was failed', 'Was failed'],
  ['container', 'Was unknown', 'Was not known'],
  ['server', 'No report for 4 min', 'No report for 4 min'],
])('tells of a change of a %s with the reason "%s": %s', (kind, reason, words) => {
  expect(changeReason({ kind, reason })).toBe(words);
});
