import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../log.ts';
import { startWakeUp } from './wake-up.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const NEVER = Number.POSITIVE_INFINITY;

/** Seconds at which it ran within a minute; `due` answers when it is due next, from then on. */
async function runsAt(
  due: (second: number) => number,
  options: { holdsLease?: boolean; fails?: boolean } = {},
) {
  const { holdsLease = true, fails = false } = options;
  const start = Date.now();
  const second = () => (Date.now() - start) / 1000;
  const ran: number[] = [];
  const wakeUp = startWakeUp(
    {
      name: 'test',
      nextAt: () => start + due(second()) * 1000,
      run: async () => {
        ran.push(second());
        if (fails) throw new Error('no');
      },
    },
    createLog('error', () => undefined),
    () => holdsLease,
  );
  wakeUp.arm();
  await vi.advanceTimersByTimeAsync(10_000);
  wakeUp.stop();
  await vi.advanceTimersByTimeAsync(50_000);
  return ran;
}

describe('it runs', () => {
  it.each([
    { what: 'when it is due', due: (now: number) => (now < 2 ? 2 : NEVER), ran: [2] },
    { what: 'never when nothing is due', due: () => NEVER, ran: [] },
    { what: 'not for what is due much later', due: () => 600, ran: [] },
    { what: 'at most every second', due: (now: number) => (now < 3 ? 0 : NEVER), ran: [1, 2, 3] },
    { what: 'not once it was stopped', due: () => 12, ran: [] },
  ])('$what', async ({ due, ran }) => {
    expect(await runsAt(due)).toEqual(ran);
  });

  it('again after it failed', async () => {
    expect(await runsAt((now) => (now < 2 ? now : NEVER), { fails: true })).toEqual([1, 2]);
  });

  it('not on a node without the lease', async () => {
    expect(await runsAt(() => 2, { holdsLease: false })).toEqual([]);
  });
});
