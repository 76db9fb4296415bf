import { describe, expect, it } from 'vitest';
import type { RulePreview, RuleView } from '../../collector/api/schema/rules.ts';
import { clearWords, groupOf, lastingWords, levelMarks, previewWords, scopeWords } from './rule-words.ts';

type Watch = RuleView['watch'];
const disk: Watch = {
  type: 'metric',
  metric: 'disk_percent',
  comparison: 'above',
  warning: 80,
  critical: 90,
  clear: 78,
};
const service: Watch = {
  type: 'state',
  kind: 'service',
  warning_states: ['stopped', 'failed'],
  critical_states: ['stopped'],
};
const silence: Watch = {
  type: 'silence',
  reporter: 'webhook',
  warning_seconds: 1800,
  critical_seconds: null,
};
const rule = (watch: Watch, changes: Partial<RuleView> = {}): RuleView => ({
  rule_id: 'r',
  name: 'Rule',
  watch,
  warning_severity: 'high',
  critical_severity: 'critical',
  for_seconds: 0,
  consecutive: 1,
  scope: { tag: null, server_id: null, subject: null },
  is_enabled: true,
  client_id: null,
  client_name: null,
  is_default: true,
  unit: '%',
  open_alerts: 0,
  ...changes,
});
const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('levels', () => {
  it.each<[string, RuleView, string[]]>([
    ['of a figure', rule(disk), ['Serious from 80 %', 'Broken from 90 %']],
    [
      'of one that is too low',
      rule({ ...disk, comparison: 'below', critical: null }, { warning_severity: 'medium' }),
      ['Needs a look at 80 % or less'],
    ],
    [
      'of services',
      rule(service),
      ['Serious when stopped or failed', 'Broken when stopped, where it is marked as critical'],
    ],
    [
      'of disks, as other screens call it',
      rule({ type: 'state', kind: 'disk', warning_states: [], critical_states: ['fail'] }),
      ['Broken when failing'],
    ],
    ['of silence', rule(silence), ['Serious after 30 min']],
    [
      'of a time, in whole minutes',
      rule({ ...disk, comparison: 'below', warning: 600, critical: 90 }, { unit: 's' }),
      ['Serious at 10 min or less', 'Broken at 90 s or less'],
    ],
  ])('%s', (_, told, words) => {
    expect(levelMarks(told).map(({ word }) => plain(word))).toEqual(words);
  });
});

it.each<[string, RuleView, string]>([
  ['a figure that is too high', rule(disk), 'over below 78 %'],
  ['one that is too low', rule({ ...disk, comparison: 'below' }), 'over above 78 %'],
  ['one that is over where it begins', rule({ ...disk, clear: null }), ''],
  ['silence', rule(silence), ''],
])('when it is over: %s', (_, told, words) => {
  expect(plain(clearWords(told))).toBe(words);
});

it.each([
  [0, 1, ''],
  [600, 1, 'for 10 min'],
  [600, 3, 'for 10 min, in 3 reports in a row'],
])('%d s and %d reports last "%s"', (for_seconds, consecutive, words) => {
  expect(lastingWords({ for_seconds, consecutive })).toBe(words);
});

it.each<[string, Partial<RuleView>, string]>([
  ['everybody', {}, 'every server'],
  ['one client', { client_name: 'Smith' }, 'every server of Smith'],
  ['a tag', { scope: { tag: 'nas', server_id: null, subject: null } }, 'servers with the tag nas'],
  ['one disk of a server', { scope: { tag: null, server_id: 'm', subject: '/data' } }, 'Media, only /data'],
])('a rule for %s', (_, changes, words) => {
  expect(scopeWords(rule(disk, changes), () => 'Media')).toBe(words);
});

it.each<[string, RuleView, string]>([
  ['disks', rule(disk), 'Storage'],
  ['memory', rule({ ...disk, metric: 'memory_percent' }), 'Machine'],
  ['services', rule(service), 'Services'],
  ['silence', rule(silence), 'Silence'],
  ['what somebody made', rule(disk, { is_default: false }), 'Custom'],
])('%s stand under their heading', (_, told, group) => {
  expect(groupOf(told)).toBe(group);
});

const place = (server_name: string, subject: string, count: number) => ({
  server_id: 's',
  server_name,
  subject,
  times: count,
});
it.each<[string, Partial<RulePreview>, string]>([
  ['nobody knows how often', { days: 0 }, 'There is no history to look through yet.'],
  ['never', { times: 0 }, 'Not once in the last 30 days, by the history of 3 servers.'],
  [
    'at several places',
    { times: 12, most: [place('Media', '/data', 9), place('Attic', '', 3)] },
    '12 times in the last 30 days, most on Media /data (9).',
  ],
  ['at one place', { days: 1, times: 1, most: [place('Attic', '', 1)] }, 'Once in the last day, on Attic.'],
])('would have fired %s', (_, changes, words) => {
  expect(previewWords({ days: 30, times: 0, servers: 3, most: [], ...changes })).toBe(words);
});
