import { describe, expect, it } from 'vitest';
import { combine, cover } from './sweep.ts';
import { asText, minutes } from './test-history.ts';
import type { Interval, Span } from './types.ts';

const HOUR = { from: 0, now: minutes(60) };
const times = (pairs: [number, number][]): Interval[] =>
  pairs.map(([from, to]) => ({ from: minutes(from), to: minutes(to) }));

describe('times in a window', () => {
  it.each<{ what: string; pairs: [number, number][]; spans: string }>([
    { what: 'none', pairs: [], spans: '0 working' },
    { what: 'one', pairs: [[10, 20]], spans: '0 working, 10 down, 20 working' },
    {
      what: 'over each other',
      pairs: [
        [10, 30],
        [20, 40],
      ],
      spans: '0 working, 10 down, 40 working',
    },
    {
      what: 'in each other',
      pairs: [
        [10, 40],
        [20, 30],
      ],
      spans: '0 working, 10 down, 40 working',
    },
    {
      what: 'side by side',
      pairs: [
        [10, 20],
        [20, 30],
      ],
      spans: '0 working, 10 down, 30 working',
    },
    {
      what: 'out of order',
      pairs: [
        [40, 50],
        [10, 20],
      ],
      spans: '0 working, 10 down, 20 working, 40 down, 50 working',
    },
    { what: 'from before it', pairs: [[-5, 10]], spans: '0 down, 10 working' },
    { what: 'all before it', pairs: [[-5, 0]], spans: '0 working' },
    { what: 'to come', pairs: [[61, 70]], spans: '0 working' },
    { what: 'all of it', pairs: [[-5, 70]], spans: '0 down' },
    { what: 'without length', pairs: [[10, 10]], spans: '0 working' },
    { what: 'going on', pairs: [[50, Infinity]], spans: '0 working, 50 down' },
    { what: 'begun at this instant', pairs: [[60, Infinity]], spans: '0 working, 60 down' },
    { what: 'over at this instant', pairs: [[50, 60]], spans: '0 working, 50 down, 60 working' },
    {
      what: 'followed at this instant',
      pairs: [
        [50, 60],
        [60, 70],
      ],
      spans: '0 working, 50 down',
    },
  ])('$what: $spans', ({ pairs, spans }) => {
    const covered = cover(times(pairs), 'down', HOUR);
    expect(asText(covered)).toBe(spans);
    expect(covered.at(-1)?.to).toBe(HOUR.now);
  });
});

describe('lists as one', () => {
  const list = (...parts: [number, Span['state']][]): Span[] =>
    parts.map(([from, state], i) => ({ from: minutes(from), to: minutes(parts[i + 1]?.[0] ?? 60), state }));

  it('asks the rule wherever one of them changes, and joins what is the same', () => {
    const asked: string[] = [];
    const one = list([0, 'working'], [10, 'down'], [30, 'working']);
    const other = list([0, 'working'], [20, 'unknown'], [30, 'working'], [60, 'down']);
    const rule = (states: Span['state'][]) => {
      asked.push(states.join('+'));
      return states.includes('down') ? 'down' : 'working';
    };
    const combined = combine([one, other], rule, HOUR);
    expect(asText(combined)).toBe('0 working, 10 down, 30 working, 60 down');
    expect(combined.at(-1)).toEqual({ from: HOUR.now, to: HOUR.now, state: 'down' });
    expect(asked).toEqual([
      'working+working',
      'down+working',
      'down+unknown',
      'working+working',
      'working+down',
    ]);
  });

  it('leaves the lists as they are', () => {
    const one = list([0, 'working'], [10, 'down']);
    combine([one, list([0, 'working'])], () => 'unknown', HOUR);
    expect(one).toEqual(list([0, 'working'], [10, 'down']));
  });
});
