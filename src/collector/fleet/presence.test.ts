import { describe, expect, it } from 'vitest';
import { tooLongSilent } from './presence.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-03-01T12:00:00Z');

describe('tooLongSilent', () => {
  it.each([
    { what: 'a server that was never seen is not silent', lastSeenAt: null, listening: -60, expected: null },
    { what: 'a report two minutes ago is recent enough', lastSeenAt: -2, listening: -60, expected: null },
    {
      what: 'exactly the allowed three minutes is still fine',
      lastSeenAt: -3,
      listening: -60,
      expected: null,
    },
    { what: 'four minutes is too long', lastSeenAt: -4, listening: -60, expected: 240 },
    { what: 'a hub that just started has heard nobody yet', lastSeenAt: -600, listening: -1, expected: null },
    { what: 'silence counts from the start of the hub', lastSeenAt: -600, listening: -5, expected: 300 },
    {
      what: 'a contact in the future (hub clock set back) is no silence',
      lastSeenAt: 30,
      listening: -60,
      expected: null,
    },
  ])('$what', ({ lastSeenAt, listening, expected }) => {
    const input = {
      lastSeenAt: lastSeenAt === null ? null : NOON + lastSeenAt * MINUTE,
      listeningSince: NOON + listening * MINUTE,
      offlineAfterSeconds: 180,
    };
    expect(tooLongSilent(input, NOON)).toBe(expected);
  });
});
