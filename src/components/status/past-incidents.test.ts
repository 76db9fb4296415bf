import { expect, it } from 'vitest';
import {
  componentWith,
  dayWith,
  incidentWith,
  maintenanceWith,
  NOW,
  pageWith,
} from '../../../tests/public-page.ts';
import type { PublicDay, PublicPage } from '../../words/status/public-page.ts';
import { byAge, wasCalm } from './past-incidents.ts';

const DAY_MS = 86_400_000;

it('keeps the last two weeks open, by when an incident was over, and puts the rest away', () => {
  const over = (key: string, days: number) =>
    incidentWith({
      key,
      state: 'resolved',
      startedAt: NOW - 80 * DAY_MS,
      resolvedAt: NOW - days * DAY_MS,
    });
  const { recent, older } = byAge([over('a', 1), over('b', 13.9), over('c', 14.1), over('d', 60)], NOW);
  expect(recent.map(({ key }) => key)).toEqual(['a', 'b']);
  expect(older.map(({ key }) => key)).toEqual(['c', 'd']);
});

const withDay = (state: PublicDay['state']) =>
  pageWith([componentWith('Photos', 'working', { days: [dayWith(), dayWith({ state })] })]);

it.each<[string, boolean, PublicPage]>([
  ['when everything worked', true, withDay('working')],
  ['when work was planned', true, { ...withDay('maintenance'), maintenances: [maintenanceWith()] }],
  ['not when something did not work', false, withDay('down')],
  ['not when nobody knows', false, withDay('unknown')],
  ['not while something goes on', false, { ...withDay('working'), incidents: [incidentWith()] }],
  ['not when something was told of', false, { ...withDay('working'), past: [incidentWith()] }],
])('says that there was no trouble %s', (_, expected, page) => {
  expect(wasCalm(page)).toBe(expected);
});
