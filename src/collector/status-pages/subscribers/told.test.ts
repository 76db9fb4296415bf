import { expect, it } from 'vitest';
import { toldOfUpdates } from './told.ts';

it('counts whom each update has reached', () => {
  const told = toldOfUpdates([
    { event: 'update:u1', state: 'delivered', n: 7 },
    { event: 'update:u1', state: 'failed', n: 2 },
    { event: 'update:u1', state: 'cancelled', n: 1 },
    { event: 'update:u2', state: 'pending', n: 4 },
    { event: 'update:u3', state: 'cancelled', n: 3 },
  ]);
  expect(Object.fromEntries(told)).toEqual({
    u1: { delivered: 7, waiting: 0, failed: 2 },
    u2: { delivered: 0, waiting: 4, failed: 0 },
    u3: { delivered: 0, waiting: 0, failed: 0 },
  });
});
