import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Job, startJobs } from './job.ts';
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
  const { stop } = startJobs([{ name: 'test', schedule: EVERY_SECOND, run }], log, holdsLease);
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

describe('jobs', () => {
  /** Seconds of the day at which each runs until they are stopped. */
  function startedAt(...schedules: string[]) {
    const ran: string[] = [];
    const jobs = schedules.map((schedule, i) => ({
      name: 'test',
      schedule,
      run: async (now: number) => ran.push(`${i} at ${new Date(now).toISOString().slice(11, 19)}`),
    }));
    stops.push(
      startJobs(
        jobs,
        createLog('error', () => undefined),
        () => true,
      ).stop,
    );
    return ran;
  }

  it('run each by its own schedule', async () => {
    const ran = startedAt('*/15 * * * * *', '7-59/15 * * * * *', '20 * * * * *', '30 */10 * * * *');
    await seconds(31);
    expect(ran).toEqual([
      '1 at 12:00:07',
      '0 at 12:00:15',
      '2 at 12:00:20',
      '1 at 12:00:22',
      '0 at 12:00:30',
      '3 at 12:00:30',
    ]);
  });

  it('go on from a clock that was set back', async () => {
    const ran = startedAt('*/15 * * * * *');
    vi.setSystemTime(NOON - 3_600_000);
    await seconds(31);
    expect(ran).toEqual(['0 at 11:00:30']);
  });

  it('run once after the machine has slept', async () => {
    const ran = startedAt('*/15 * * * * *');
    vi.setSystemTime(NOON + 3_600_001);
    await seconds(20);
    expect(ran).toEqual(['0 at 13:00:15']);
  });

  it('far away are found in time', async () => {
    const ran = startedAt('0 30 3 * * *');
    await seconds(24 * 3600);
    expect(ran).toHaveLength(1);
  });
});
