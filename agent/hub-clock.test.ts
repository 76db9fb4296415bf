import { describe, expect, it } from 'vitest';
import { createHubClock } from './hub-clock.ts';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A machine an hour after its start, whose clock is off by that much at first. */
function machine(offMs: number) {
  const log: string[] = [];
  const time = { elapsedMs: 0, offMs };
  const clock = {
    now: () => NOON + time.elapsedMs + time.offMs,
    uptimeMs: () => HOUR + time.elapsedMs,
    elapsedMs: () => time.elapsedMs,
    bootId: 'boot-a',
    sleep: async () => undefined,
    random: () => 0,
  };
  const hubClock = createHubClock(clock, (line) => log.push(line));
  return { hubClock, log, time, hear: () => hubClock.learn(NOON + time.elapsedMs) };
}

describe('the clock beside the hub', () => {
  it('says before the hub has spoken what the machine says, with the uptime', () => {
    const { hubClock } = machine(-3 * HOUR);
    expect(hubClock.bootAtMs).toBeNull();
    expect(hubClock.stamp()).toEqual({
      atMs: NOON - 3 * HOUR,
      takenAt: { bootId: 'boot-a', uptimeMs: HOUR },
    });
  });

  it('leaves a clock alone that agrees within a minute', () => {
    const { hubClock, log, hear } = machine(59_000);
    hear();
    expect(hubClock.stamp()).toEqual({ atMs: NOON + 59_000 });
    expect(log).toEqual([]);
  });

  it.each([
    ['5 min ahead of', 5 * MINUTE],
    ['3 hours behind', -3 * HOUR],
    ['20778 days behind', -NOON],
  ])('goes on by the hub when the clock is %s the hub, and says so once', (words, offMs) => {
    const { hubClock, log, time, hear } = machine(offMs);
    hear();
    time.elapsedMs = 7 * MINUTE;
    expect(hubClock.stamp()).toEqual({ atMs: NOON + 7 * MINUTE });
    hear();
    expect(log).toEqual([
      `This machine's clock is ${words} the hub's: reports carry the hub's time. ` +
        'Set the clock, for example with systemd-timesyncd',
    ]);
  });

  it('is not thrown off by a step of the clock between two answers, and says when it is right again', () => {
    const { hubClock, log, time, hear } = machine(0);
    hear();
    time.elapsedMs = MINUTE;
    time.offMs = 10 * HOUR;
    expect(hubClock.stamp()).toEqual({ atMs: NOON + MINUTE });
    time.offMs = 200;
    expect(hubClock.stamp()).toEqual({ atMs: NOON + MINUTE + 200 });
    expect(log.map((line) => line.slice(0, 37))).toEqual([
      "This machine's clock is 10 hours ahea",
      "This machine's clock agrees with the ",
    ]);
  });

  it('does not believe and disbelieve by turns a clock that is just about a minute off', () => {
    const { log, time, hear } = machine(0);
    for (const offMs of [59_900, 60_100, 59_900, 60_100, 31_000, 60_100]) {
      time.offMs = offMs;
      hear();
    }
    expect(log).toHaveLength(1);
    time.offMs = 29_000;
    hear();
    expect(log).toHaveLength(2);
  });

  it('does not carry along for weeks what it heard once: the last answer counts', () => {
    const { hubClock, log, time } = machine(0);
    for (let day = 1; day <= 60; day += 1) {
      time.elapsedMs += 24 * HOUR;
      // Uptime runs five seconds a day slow, and the clock is kept right.
      time.offMs = day * 5_000;
      hubClock.learn(NOON + time.elapsedMs + time.offMs);
    }
    expect(log).toEqual([]);
    expect(hubClock.stamp()).toEqual({ atMs: NOON + time.elapsedMs + 300_000 });
  });
});
