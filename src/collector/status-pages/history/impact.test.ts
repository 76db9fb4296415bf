import { expect, it } from 'vitest';
import type { PublicState } from '../../../words/status/public-page.ts';
import type { Impact } from '../schema.ts';
import { impactOf } from './impact.ts';

it.each<{ what: string; impact: Impact; parts: PublicState[]; state: PublicState }>([
  { what: 'needs each: all work', impact: 'each', parts: ['working', 'working'], state: 'working' },
  { what: 'needs each: one is impaired', impact: 'each', parts: ['working', 'impaired'], state: 'impaired' },
  {
    what: 'needs each: what is not known may be down',
    impact: 'each',
    parts: ['impaired', 'unknown'],
    state: 'unknown',
  },
  { what: 'needs each: one is down', impact: 'each', parts: ['unknown', 'down', 'working'], state: 'down' },
  {
    what: 'needs each: one is worked on',
    impact: 'each',
    parts: ['working', 'maintenance'],
    state: 'maintenance',
  },
  {
    what: 'needs each: planned work explains it, whatever is not known',
    impact: 'each',
    parts: ['unknown', 'maintenance'],
    state: 'maintenance',
  },
  {
    what: 'needs each: planned work does not hide what is down',
    impact: 'each',
    parts: ['down', 'maintenance'],
    state: 'down',
  },
  { what: 'loses a part: all work', impact: 'part', parts: ['working', 'working'], state: 'working' },
  { what: 'loses a part: one is down', impact: 'part', parts: ['working', 'down'], state: 'impaired' },
  {
    what: 'loses a part: one is impaired',
    impact: 'part',
    parts: ['unknown', 'impaired'],
    state: 'impaired',
  },
  { what: 'loses a part: one is not known', impact: 'part', parts: ['working', 'unknown'], state: 'unknown' },
  {
    what: 'loses a part: one is down, one not known',
    impact: 'part',
    parts: ['down', 'unknown'],
    state: 'impaired',
  },
  { what: 'loses a part: all are down', impact: 'part', parts: ['down', 'down'], state: 'down' },
  {
    what: 'loses a part: one is worked on',
    impact: 'part',
    parts: ['working', 'maintenance'],
    state: 'maintenance',
  },
  {
    what: 'loses a part: one is worked on, one impaired',
    impact: 'part',
    parts: ['impaired', 'maintenance'],
    state: 'impaired',
  },
  {
    what: 'loses a part: one is worked on, the other down',
    impact: 'part',
    parts: ['down', 'maintenance'],
    state: 'down',
  },
  { what: 'one is enough: it works', impact: 'one', parts: ['down', 'unknown', 'working'], state: 'working' },
  {
    what: 'one is enough: it is impaired',
    impact: 'one',
    parts: ['down', 'unknown', 'impaired'],
    state: 'impaired',
  },
  { what: 'one is enough: it may work', impact: 'one', parts: ['down', 'unknown'], state: 'unknown' },
  { what: 'one is enough: none works', impact: 'one', parts: ['down', 'down'], state: 'down' },
  {
    what: 'one is enough: and works beside planned work',
    impact: 'one',
    parts: ['maintenance', 'working'],
    state: 'working',
  },
  {
    what: 'one is enough: it may work beside planned work',
    impact: 'one',
    parts: ['maintenance', 'unknown'],
    state: 'unknown',
  },
  {
    what: 'one is enough: all are worked on',
    impact: 'one',
    parts: ['maintenance', 'maintenance'],
    state: 'maintenance',
  },
  { what: 'one is enough: none is left', impact: 'one', parts: ['maintenance', 'down'], state: 'down' },
  { what: 'has no parts', impact: 'each', parts: [], state: 'unknown' },
])('$what: $state', ({ impact, parts, state }) => {
  expect(impactOf(impact, parts)).toBe(state);
  expect(impactOf(impact, parts.toReversed())).toBe(state);
});
