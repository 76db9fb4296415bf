import { expect, it } from 'vitest';
import { minutes } from './test-history.ts';
import type { Span } from './types.ts';
import { sinceOf, uptimeOf } from './uptime.ts';

const spansFrom = (...lengths: [Span['state'], number][]): Span[] => {
  let from = 0;
  return lengths.map(([state, length]) => {
    const span = { from, to: from + minutes(length), state };
    from = span.to;
    return span;
  });
};

it.each<{ what: string; spans: Span[]; share: number | null; since: number | null }>([
  { what: 'works all the time', spans: spansFrom(['working', 60]), share: 1, since: null },
  { what: 'is down all the time', spans: spansFrom(['down', 60]), share: 0, since: null },
  { what: 'was down for a quarter', spans: spansFrom(['working', 30], ['down', 10]), share: 0.75, since: 30 },
  {
    what: 'could be used, if badly',
    spans: spansFrom(['working', 10], ['impaired', 20], ['down', 10]),
    share: 0.75,
    since: 30,
  },
  {
    what: 'is worked on, or not known',
    spans: spansFrom(['unknown', 30], ['working', 30], ['maintenance', 30], ['down', 10]),
    share: 0.75,
    since: 90,
  },
  {
    what: 'is known for nothing but planned work',
    spans: spansFrom(['unknown', 10], ['maintenance', 10]),
    share: null,
    since: 10,
  },
  { what: 'is not known at all', spans: spansFrom(['unknown', 10]), share: null, since: null },
  { what: 'is nothing', spans: [], share: null, since: null },
])('something $what: $share of the time, so since minute $since', ({ spans, share, since }) => {
  expect(uptimeOf(spans)).toBe(share);
  expect(sinceOf(spans)).toBe(since === null ? null : minutes(since));
});
