import { describe, expect, it } from 'vitest';
import { dueTimes, type Pace } from './due.ts';

const NOW = 1_000_000;
const PACE: Pace = [
  { youngerThanMs: 100, everyMs: 10 },
  { youngerThanMs: Number.POSITIVE_INFINITY, everyMs: 50 },
];
const due = (after: number, until = NOW, limit = 1000) =>
  dueTimes({ serverId: 'a', pace: PACE, after, until }, NOW, limit);
const stepsOf = (times: number[]) => times.slice(1).map((time, i) => time - (times[i] ?? 0));

describe('the times at which a report is due', () => {
  it('lie far apart in old days and close together in the newest', () => {
    const times = due(NOW - 300);
    expect(times[0]).toBeGreaterThan(NOW - 300);
    expect(times.at(-1)).toBeGreaterThan(NOW - 10);
    expect(stepsOf(times.filter((at) => at <= NOW - 100))).toEqual([50, 50, 50].slice(0, 3));
    expect(new Set(stepsOf(times.filter((at) => at > NOW - 100)))).toEqual(new Set([10]));
  });

  it.each([
    ['nothing when the newest report is as new as can be', NOW, NOW, 1000, 0],
    ['nothing after the last word of one that is silent', NOW - 500, NOW - 500, 1000, 0],
    ['no more than are wanted at once', NOW - 90, NOW, 3, 3],
  ])('are %s', (_, after, until, limit, count) => {
    expect(due(after, until, limit)).toHaveLength(count);
  });

  it('are the same in one go and in pieces', () => {
    const pieces: number[] = [];
    for (let next = due(NOW - 400, NOW, 4); next.length > 0; next = due(pieces.at(-1) ?? 0, NOW, 4)) {
      pieces.push(...next);
    }
    expect(pieces).toEqual(due(NOW - 400));
  });

  it('are those of one day at most', () => {
    const pace = [{ youngerThanMs: Number.POSITIVE_INFINITY, everyMs: 3_600_000 }];
    const times = dueTimes({ serverId: 'a', pace, after: 0, until: 1e12 }, 1e12, 1000);
    expect(times).toHaveLength(25);
  });

  it('are at a second of its own for each', () => {
    const of = (serverId: string) =>
      dueTimes(
        { serverId, pace: [{ youngerThanMs: 1e9, everyMs: 60_000 }], after: 0, until: NOW },
        NOW,
        1,
      )[0];
    expect(of('pihole-master')).not.toBe(of('pihole-backup'));
  });
});
