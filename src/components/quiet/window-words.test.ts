import { expect, it } from 'vitest';
import type { WindowView } from '../../collector/api/schema/mutes.ts';
import { windowBody, windowDraft } from './window-draft.ts';
import { coverWords, nextWords, timetableWords } from './window-words.ts';

type Timetable = WindowView['timetable'];
const weekly = (days: number[], starts = '02:00', ends = '04:00'): Timetable => ({
  type: 'weekly',
  days,
  starts,
  ends,
});
const once = (starts: string, ends: string): Timetable => ({ type: 'once', starts, ends });
const WINDOW: WindowView = {
  window_id: 'w',
  client_id: 'home',
  client_name: 'Home',
  name: 'Backups',
  zone: 'Europe/London',
  timetable: weekly([1, 7]),
  scope: { server_id: null, tag: 'nas' },
  created_at: '2026-11-20T12:00:00.000Z',
  created_by: 'Ada',
  is_active: false,
  next_start: null,
  active_until: null,
};

it.each<[Timetable, string]>([
  [weekly([7]), 'Every Sunday, 02:00 to 04:00'],
  [weekly([6, 1, 3]), 'Every Monday, Wednesday and Saturday, 02:00 to 04:00'],
  [weekly([1, 2, 3, 4, 5, 6, 7], '23:00', '01:30'), 'Every day, 23:00 to 01:30 the day after'],
  [once('2026-11-25T22:00', '2026-11-25T23:30'), 'Once: 25 Nov 2026, 22:00 to 23:30'],
  [once('2026-11-25T22:00', '2026-11-26T01:00'), 'Once: 25 Nov 2026, 22:00 to 26 Nov 2026, 01:00'],
])('a timetable reads as a sentence: %#', (timetable, words) => {
  expect(timetableWords(timetable)).toBe(words);
});

it.each<[string, Partial<WindowView>, string]>([
  ['that goes on', { is_active: true, next_start: '2026-11-27T02:00:00.000Z' }, 'Going on now'],
  ['that comes', { next_start: '2026-11-28T12:00:00.000Z' }, 'Starts in 3 days'],
  ['that does not come again', {}, 'Over'],
])('a window %s says so', (_, changes, words) => {
  expect(nextWords({ ...WINDOW, ...changes }, Date.parse('2026-11-25T12:00:00Z'))).toBe(words);
});

it.each<[WindowView['scope'], string]>([
  [{ server_id: null, tag: null }, 'Every server'],
  [{ server_id: null, tag: 'nas' }, 'Servers with the tag nas'],
  [{ server_id: 'media', tag: null }, 'Media'],
])('it covers %j', (scope, words) => {
  expect(coverWords({ scope }, () => 'Media')).toBe(words);
});

it.each<[string, Partial<WindowView>]>([
  ['each week, by tag', {}],
  [
    'once, one server',
    {
      timetable: once('2026-11-25T22:00', '2026-11-25T23:30'),
      scope: { server_id: 'media', tag: null },
    },
  ],
  ['all servers', { scope: { server_id: null, tag: null } }],
])('a window that is saved unchanged stays as it is: %s', (_, changes) => {
  const { name, zone, timetable, scope } = { ...WINDOW, ...changes };
  expect(windowBody(windowDraft({ ...WINDOW, ...changes }, '', ''))).toEqual({
    name,
    zone,
    timetable,
    scope,
  });
});

it('a new window for a server that was named covers it', () => {
  expect(windowBody(windowDraft(null, '', 'media')).scope).toEqual({ server_id: 'media', tag: null });
});
