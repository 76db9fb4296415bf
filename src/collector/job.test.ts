import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Job, startJob } from './job.ts';
import { createLog } from './log.ts';

const EVERY_SECOND = '* * * * * *';
const NOON = Date.parse('2026-03-01T12:00:00Z');
const stops: (() => Promise<void>)[] = [];
beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  vi.useRealTimers();
});

const seconds = (n: number) => vi.advanceTimersByTimeAsync(n * 1000);

/** Starts a job that runs every second. */
function started(run: Job['run'], holdsLease = () => true) {
  const lines: string[] = [];
  const log = createLog('debug', (line) => lines.push(line));
  const { stop } = startJob({ name: 'test', schedule: EVERY_SECOND, run }, log, holdsLease);
  stops.push(stop);
  return { lines, stop };
}

describe('a job', () => {
  it('is called with the time by its schedule', async () => {
    const times: number[] = [];
    started(async (now) => times.push(now));
    await seconds(3);
    expect(times).toEqual([NOON + 1000, NOON + 2000, NOON + 3000]);
  });

  it('runs again after it failed, and the log says which one and why, without the values of a query', async () => {
    const { lines } = started(async () => {
      throw new Error('Failed query: update x\nparams: s3cret');
    });
    await seconds(2);
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      Array.from({ length: 2 }, () =>
        expect.objectContaining({ level: 'error', job: 'test', error: 'Error: Failed query: update x' }),
      ),
    );
  });

  it('never runs beside itself', async () => {
    const held = Promise.withResolvers<void>();
    let calls = 0;
    started(() => {
      calls += 1;
      return held.promise;
    });
    await seconds(5);
    expect(calls).toBe(1);
    held.resolve();
    await seconds(1);
    expect(calls).toBe(2);
  });

  it('lets a run finish that had begun before it is stopped, and starts no other', async () => {
    const held = Promise.withResolvers<void>();
    const told: string[] = [];
    const { stop } = started(async () => {
      told.push('begun');
      await held.promise;
      told.push('finished');
    });
    await seconds(1);
    const stopped = stop().then(() => told.push('stopped'));
    await seconds(1);
    expect(told).toEqual(['begun']);
    held.resolve();
    await stopped;
    await seconds(5);
    expect(told).toEqual(['begun', 'finished', 'stopped']);
  });

  it('does nothing on a node that does not hold the lease, until it does', async () => {
    let isHolder = false;
    let calls = 0;
    const run = async () => {
      calls += 1;
    };
    started(run, () => isHolder);
    await seconds(3);
    expect(calls).toBe(0);
    isHolder = true;
    await seconds(1);
    expect(calls).toBe(1);
  });
});
