import { expect, it } from 'vitest';
import { changeMark, changeSubject } from './change-words.ts';

it.each([
  ['online', 'ok', 'Online'],
  ['offline', 'critical', 'Offline'],
  ['failed', 'critical', 'Failed'],
  ['restarting', 'medium', 'Restarting'],
  ['DEGRADED', 'unknown', 'DEGRADED'],
])('a change to %s is marked %s and says "%s"', (state, level, word) => {
  expect(changeMark({ state })).toMatchObject({ level, word });
});

it.each([
  ['server', '', 'This server'],
  ['service', 'nginx', 'nginx'],
  ['container', 'sonarr', 'sonarr (container)'],
])('names the subject of a change of a %s', (kind, subject, words) => {
  expect(changeSubject({ kind, subject })).toBe(words);
});
