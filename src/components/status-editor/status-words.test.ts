import { expect, it } from 'vitest';
import type { IncidentView, StatusPageView } from '../../collector/api/schema/status-pages.ts';
import { incidentMark, pageMark, titleOf, toldWords, willTell } from './status-words.ts';

const component = (key: string, name: string) => ({
  key,
  name,
  icon: 'server' as const,
  description: null,
  impact: 'each' as const,
  parts: [],
});
const PAGE: Pick<StatusPageView, 'groups'> = {
  groups: [{ name: null, components: [component('films', 'Films'), component('photos', 'Photos')] }],
};

it.each<[StatusPageView['state'], string]>([
  ['working', 'circle Working'],
  ['unknown', 'ring Not known'],
  ['down', 'square Not working'],
])('a page that is %s is a %s', (state, expected) => {
  const { shape, word } = pageMark(state);
  expect(`${shape} ${word}`).toBe(expected);
});

it.each<[IncidentView['state'], IncidentView['impact'], string]>([
  ['investigating', 'down', 'critical'],
  ['identified', 'impaired', 'medium'],
  ['investigating', 'none', 'low'],
  ['monitoring', 'down', 'low'],
  ['resolved', 'down', 'ok'],
])('an incident that is %s with impact %s is %s', (state, impact, level) => {
  expect(incidentMark({ state, impact }).level).toBe(level);
});

it.each<[string, string | null, string[], string]>([
  ['its own title', 'No films tonight', ['films'], 'No films tonight'],
  ['what it concerns', null, ['photos', 'films', 'gone'], 'Trouble with Films and Photos'],
])('an incident is called by %s', (_, title, components, expected) => {
  expect(titleOf(PAGE, { title, components })).toBe(expected);
});

it.each([
  [{ delivered: 0, waiting: 0, failed: 0 }, 'Nobody asked to be told'],
  [{ delivered: 1, waiting: 0, failed: 0 }, '1 reader told'],
  [{ delivered: 2, waiting: 1, failed: 3 }, '2 readers told, 1 on the way, 3 could not be reached'],
])('%j is told as "%s"', (told, words) => {
  expect(toldWords(told)).toBe(words);
});

it.each([
  [0, 'Nobody has asked to be told yet: it is only shown on the page.'],
  [1, '1 reader asked to be told: each gets one message, at once.'],
])('before an update %d readers are "%s"', (subscribers, words) => {
  expect(willTell(subscribers)).toBe(words);
});
