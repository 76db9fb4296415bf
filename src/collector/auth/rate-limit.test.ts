import { describe, expect, it } from 'vitest';
import { networkOf, openLimiter, type RateLimit, takeToken } from './rate-limit.ts';

const LIMIT: RateLimit = { perSecond: 2, burst: 3 };
const T0 = 1_800_000_000_000;

/** Takes a token at each of these moments after T0; answers the waiting times. */
function waits(momentsMs: number[], limit = LIMIT): number[] {
  let fullAt: number | undefined;
  return momentsMs.map((ms) => {
    const taken = takeToken(fullAt, limit, T0 + ms);
    fullAt = taken.fullAt;
    return taken.waitMs;
  });
}

describe('a bucket of three that gets two a second', () => {
  it.each<{ what: string; at: number[]; wait: number[] }>([
    {
      what: 'gives three at once, and makes the fourth wait for the next',
      at: [0, 0, 0, 0],
      wait: [0, 0, 0, 500],
    },
    {
      what: 'takes nothing from who was refused',
      at: [0, 0, 0, 0, 0, 0, 500],
      wait: [0, 0, 0, 500, 500, 500, 0],
    },
    { what: 'says how long is left', at: [0, 0, 0, 400], wait: [0, 0, 0, 100] },
    {
      what: 'gives two a second for good',
      at: [0, 0, 0, 500, 1000, 1500, 1501],
      wait: [0, 0, 0, 0, 0, 0, 499],
    },
    {
      what: 'is full again after a quiet time, and not fuller',
      at: [0, 9000, 9000, 9000, 9000],
      wait: [0, 0, 0, 0, 500],
    },
    { what: 'forgives a clock that was set back', at: [9_000_000, 0, 0, 500], wait: [0, 500, 500, 0] },
  ])('$what', ({ at, wait }) => {
    expect(waits(at)).toEqual(wait);
  });
});

it('a bucket that fills slowly tells a wait of more than a second', () => {
  expect(waits([0, 0], { perSecond: 0.1, burst: 1 })).toEqual([0, 10_000]);
});

describe('a limiter', () => {
  it('counts each on its own, and tells whole seconds', () => {
    const limiter = openLimiter(LIMIT);
    const take = (key: string) => limiter.take(key, T0);
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 1]);
    expect(take('b')).toBe(0);
  });

  it('drops full buckets when there are too many', () => {
    const limiter = openLimiter(LIMIT, 10);
    for (let one = 0; one < 10; one += 1) limiter.take(`early-${one}`, T0);
    limiter.take('late', T0 + 500);
    expect(limiter.size()).toBe(1);
  });

  it('never holds more than it may, and then forgets the oldest', () => {
    const limiter = openLimiter(LIMIT, 10);
    for (let one = 0; one < 4; one += 1) limiter.take('first', T0);
    for (let one = 0; one < 1000; one += 1) limiter.take(`many-${one}`, T0);
    expect(limiter.size()).toBe(10);
    expect(limiter.take('first', T0)).toBe(0);
    expect(limiter.take('many-999', T0)).toBe(0);
  });

  it('does not forget whom it refuses while others come', () => {
    const limiter = openLimiter(LIMIT, 10);
    for (let one = 0; one < 4; one += 1) limiter.take('busy', T0);
    for (let one = 0; one < 5; one += 1) limiter.take(`other-${one}`, T0);
    expect(limiter.take('busy', T0)).toBe(1);
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['', ''],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8::2:3:4:5:6', '2001:db8:0:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s: %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
