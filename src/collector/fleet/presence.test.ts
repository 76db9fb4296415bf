import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { stateOf } from './memory.ts';
import { listeningSince, offlineAfterSeconds, presenceOf, tooLongSilent } from './presence.ts';
import { recordFromSighting } from './sighting.ts';

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

describe('offlineAfterSeconds', () => {
  it.each([
    ['an agent is three minutes', 'agent', {}, 180],
    ['a workflow is half an hour', 'webhook', {}, 1800],
    ['an agent follows its setting', 'agent', { server_offline_seconds: 60 }, 60],
    ['a workflow follows its setting', 'webhook', { system_offline_warning_minutes: 5 }, 300],
  ] as const)('of a server reported by %s', (_, reportedBy, changes, seconds) => {
    expect(offlineAfterSeconds(reportedBy, { ...DEFAULT_SETTINGS, ...changes })).toBe(seconds);
  });
});

describe('listeningSince', () => {
  const before = { since: NOON - 60 * MINUTE, lookedAt: NOON - 15_000 };
  it.each([
    { what: 'the job comes in time', lookedAt: -15_000, isAnew: false },
    { what: 'one turn was missed', lookedAt: -30_000, isAnew: false },
    { what: 'it looks twice within a moment', lookedAt: 0, isAnew: false },
    { what: 'the machine slept for an hour', lookedAt: -3_600_000, isAnew: true },
    { what: 'the clock was set a minute ahead', lookedAt: -65_000, isAnew: true },
    { what: 'the clock was set back', lookedAt: 60_000, isAnew: true },
  ])('$what: anew $isAnew', ({ lookedAt, isAnew }) => {
    const since = listeningSince({ ...before, lookedAt: NOON + lookedAt }, NOON);
    expect(since).toBe(isAnew ? NOON : before.since);
  });
});

describe('presenceOf', () => {
  it.each([
    { state: undefined, expected: 'unknown' },
    { state: 'online', expected: 'online' },
    { state: 'offline', expected: 'offline' },
  ])('of a server whose last transition was $state is $expected', ({ state, expected }) => {
    const sighting = {
      serverId: 'nas',
      clientId: 'home',
      reportedBy: 'agent' as const,
      at: NOON,
      peer: '',
      displayName: null,
      hostname: null,
      ipAddress: null,
    };
    const rest = {
      macAddress: null,
      agentVersion: null,
      os: null,
      facts: {},
      states: [],
      speaksOfServices: false,
    };
    const server = stateOf(recordFromSighting({ ...sighting, ...rest }, NOON));
    if (state) server.states.set('server:', { state, since: NOON });
    expect(presenceOf(server)).toBe(expected);
  });
});
