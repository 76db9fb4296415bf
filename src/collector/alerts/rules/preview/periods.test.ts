import { expect, it } from 'vitest';
import { periodsOf } from './periods.ts';

const change = (subject: string, state: string, at: number) => ({ subject, state, at });
const period = (subject: string, state: string, from: number, to: number) => ({ subject, state, from, to });

it.each([
  { what: 'nothing is no period', changes: [], periods: [] },
  {
    what: 'what was true before is so from the beginning on, and to the end',
    changes: [change('tank', 'online', 10)],
    periods: [period('tank', 'online', 100, 201)],
  },
  {
    what: 'each state ends with the next, of its own subject',
    changes: [change('a', 'x', 110), change('a', 'y', 150), change('b', 'x', 120)],
    periods: [period('a', 'x', 110, 150), period('a', 'y', 150, 201), period('b', 'x', 120, 201)],
  },
  {
    what: 'what was over before, or at once, is left out',
    changes: [change('a', 'x', 10), change('a', 'y', 100), change('a', 'x', 150), change('a', 'y', 150)],
    periods: [period('a', 'y', 100, 150), period('a', 'y', 150, 201)],
  },
])('$what', ({ changes, periods }) => {
  expect(periodsOf(changes, 100, 200)).toEqual(periods);
});
