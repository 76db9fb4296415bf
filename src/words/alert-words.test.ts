import { describe, expect, it } from 'vitest';
import type { AlertEventView, DeliveryView } from '../collector/api/schema/alerts.ts';
import {
  alertMark,
  alertsSentence,
  deliveryWords,
  eventMark,
  eventWords,
  lastedWords,
  tellingOf,
} from './alert-words.ts';

it.each([
  [0, 0, false, 'Nothing is wrong.'],
  [1, 0, false, '1 alert is open.'],
  [3, 0, false, '3 alerts are open.'],
  [3, 1, false, '3 alerts are open, 1 is acknowledged.'],
  [1, 2, false, '1 alert is open, 2 are acknowledged.'],
  [0, 2, false, 'Nothing is open, 2 are acknowledged.'],
  [1, 200, true, '1 alert is open, more than 200 are acknowledged.'],
])('%i open, %i acknowledged: %s', (open, acknowledged, hasMore, sentence) => {
  expect(alertsSentence(open, acknowledged, hasMore)).toBe(sentence);
});

it.each([
  ['critical', 'open', 'square', 'Broken'],
  ['high', 'acknowledged', 'diamond', 'Serious'],
  ['medium', 'open', 'triangle', 'Needs a look'],
  ['low', 'open', 'triangle', 'Needs a look'],
  ['critical', 'resolved', 'circle', 'Over'],
] as const)('one that is %s and %s is a %s, "%s"', (severity, status, shape, word) => {
  expect(alertMark({ severity, status })).toMatchObject({ shape, word });
});

it('says how long it went on once it is over', () => {
  const created_at = '2026-11-24T12:00:00.000Z';
  expect(lastedWords({ created_at, resolved_at: null })).toBe('');
  expect(lastedWords({ created_at, resolved_at: '2026-11-24T12:12:30.000Z' })).toBe('12 min');
});

it.each([
  ['Disk nearly full', 'Disk / is 93 % full.', 'Disk nearly full', 'Disk / is 93 % full.'],
  ['Fan failed', 'Fan failed', 'Fan failed', null],
  ['Scrub of tank', 'Scrub of tank found errors', 'Scrub of tank found errors', null],
])('%s, %s: nothing is said twice', (title, message, told, beside) => {
  expect(tellingOf({ title, message })).toEqual({ title: told, message: beside });
});

describe('what happened', () => {
  it.each<[AlertEventView['kind'], string | null, string, string | null]>([
    ['opened', null, 'It began', 'Serious'],
    ['worsened', null, 'It got worse', 'Serious'],
    ['eased', null, 'It eased', 'Serious'],
    ['flapping', null, 'It comes and goes', 'Serious'],
    ['reopened', null, 'It is open again', 'Serious'],
    ['acknowledged', 'Ana', 'Ana acknowledged it', null],
    ['acknowledged', null, 'The hub acknowledged it', null],
    ['snoozed', 'Ana', 'Ana snoozed it', null],
    ['resolved', null, 'It is over', 'Over'],
    ['resolved', 'Ana', 'Ana resolved it', 'Over'],
    ['told', null, 'Messages went out', null],
    ['quiet', null, 'Nobody was told', null],
  ])('%s by %s: %s', (kind, actor, words, mark) => {
    expect(eventWords({ kind, actor })).toBe(words);
    expect(eventMark({ kind, severity: 'high' })?.word ?? null).toBe(mark);
  });
});

it.each<[DeliveryView['state'], string, number, string]>([
  ['delivered', 'opened', 1, 'Slack was told'],
  ['delivered', 'resolved', 1, 'Slack was told that it is over'],
  ['pending', 'opened', 0, 'Slack is yet to be told'],
  ['failed', 'opened', 1, 'Slack could not be told, after 1 try'],
  ['failed', 'resolved', 6, 'Slack could not be told that it is over, after 6 tries'],
  ['cancelled', 'opened', 0, 'Slack was not told'],
])('a message that is %s (%s, %i tries): %s', (state, event, attempts, words) => {
  expect(deliveryWords({ state, event, attempts, target_name: 'Slack' })).toBe(words);
});
