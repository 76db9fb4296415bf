import { describe, expect, it } from 'vitest';
import { allMissedAt } from './many-silent.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const RHYTHM = { intervalSeconds: 60, offlineSeconds: 180 };
const heard = (...secondsAgo: (number | null)[]) =>
  secondsAgo.map((seconds) => ({
    reportedBy: 'agent' as const,
    lastSeenAt: seconds === null ? null : NOW - seconds * 1000,
  }));

describe('many servers are silent', () => {
  it.each([
    {
      what: 'when all of four are: until the last is missed',
      servers: heard(180, 200, 95, 130),
      inSeconds: 105,
    },
    { what: 'when half of six are', servers: heard(180, 200, 95, 10, 20, 30), inSeconds: 105 },
    { what: 'not when three of seven are', servers: heard(180, 200, 95, 10, 20, 30, 40), inSeconds: null },
    { what: 'not when both of two are', servers: heard(180, 200), inSeconds: null },
    { what: 'not when they have been off for long', servers: heard(3600, 7200, 9000, 20), inSeconds: null },
    { what: 'not by those that never reported', servers: heard(null, null, null, null), inSeconds: null },
    { what: 'also beside one that went before', servers: heard(700, 180, 170, 125), inSeconds: 75 },
    {
      what: 'not by systems that a workflow pushes seldom',
      servers: heard(300, 300, 300).map((one) => ({ ...one, reportedBy: 'webhook' as const })),
      inSeconds: null,
    },
  ])('$what', ({ servers, inSeconds }) => {
    const until = allMissedAt(servers, RHYTHM, NOW);
    expect(until === null ? null : (until - NOW) / 1000).toBe(inSeconds);
  });

  it('as one: each that is missed meanwhile waits for the same moment', () => {
    const servers = heard(180, 150, 121);
    const moments = [0, 15_000, 30_000, 60_000].map((later) => allMissedAt(servers, RHYTHM, NOW + later));
    expect(new Set(moments).size).toBe(1);
  });
});
