import { describe, expect, it, test } from 'vitest';
import { readEnrolled, readErrorMessage, readHubTime, readInstructions } from './reply.ts';

describe('readInstructions', () => {
  it('takes interval, services and the number of commands', () => {
    const reply = {
      received: true,
      interval_seconds: 30,
      expected_services: ['plex', 7],
      pending_commands: [{}, {}],
    };
    expect(readInstructions(reply)).toEqual({
      intervalSeconds: 30,
      expectedServices: ['plex'],
      pendingCommands: 2,
    });
  });

  it.each([
    ['too short', 0.2],
    ['too long', 90_000],
    ['text', '60'],
    ['missing', undefined],
  ])('keeps its own interval when the one sent is %s', (_, interval) => {
    expect(readInstructions({ received: true, interval_seconds: interval })).toEqual({
      intervalSeconds: null,
      expectedServices: null,
      pendingCommands: 0,
    });
  });

  it.each([[null], ['text'], [[]], [{}], [{ received: 'yes' }]])('does not take %j for a hub', (reply) => {
    expect(readInstructions(reply)).toBeNull();
  });
});

test.each([
  [
    'a whole reply',
    { server_id: 'a', api_key: 'k', interval_seconds: 30 },
    { serverId: 'a', apiKey: 'k', intervalSeconds: 30, hubPublicKey: null },
  ],
  [
    'no interval',
    { server_id: 'a', api_key: 'k' },
    { serverId: 'a', apiKey: 'k', intervalSeconds: null, hubPublicKey: null },
  ],
  [
    'the key of the hub',
    { server_id: 'a', api_key: 'k', hub_public_key: 'K'.repeat(43) },
    { serverId: 'a', apiKey: 'k', intervalSeconds: null, hubPublicKey: 'K'.repeat(43) },
  ],
  [
    'a key that is none',
    { server_id: 'a', api_key: 'k', hub_public_key: '../../etc/passwd' },
    { serverId: 'a', apiKey: 'k', intervalSeconds: null, hubPublicKey: null },
  ],
  ['no key', { server_id: 'a' }, null],
  ['an empty key', { server_id: 'a', api_key: '' }, null],
  ['something else', 'hello', null],
])('readEnrolled: %s', (_, reply, expected) => {
  expect(readEnrolled(reply)).toEqual(expected);
});

test.each([
  ['the message of the error shape', { error: { message: 'unknown key' } }, 'unknown key'],
  ['no line breaks or terminal codes', { error: { message: 'a\n\u001b[31mb' } }, 'a [31mb'],
  ['at most 200 characters', { error: { message: 'x'.repeat(500) } }, 'x'.repeat(200)],
  ['nothing of another shape', { message: 'x' }, null],
])('readErrorMessage gives %s', (_, reply, expected) => {
  expect(readErrorMessage(reply)).toBe(expected);
});

const NOON = '2026-11-20T12:00:00.000Z';
test.each([
  ['the answer to a heartbeat', { received: true, server_time: NOON }, Date.parse(NOON)],
  ['the health of the hub', { status: 'healthy', timestamp: NOON }, Date.parse(NOON)],
  ['a refusal', { error: { message: 'no', timestamp: NOON } }, Date.parse(NOON)],
  ['nothing that tells the time', { received: true }, null],
  ['no time', { server_time: 'noon' }, null],
  ['a number', { server_time: 1_790_000_000 }, null],
  ['a hub whose own clock is not set', { server_time: '1970-01-01T00:01:00Z' }, null],
  ['a page', '<html>', null],
  ['a list', [NOON], null],
])('readHubTime of %s', (_, reply, expected) => {
  expect(readHubTime(reply)).toBe(expected);
});
