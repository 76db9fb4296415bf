import { describe, expect, it, test } from 'vitest';
import { readEnrolled, readErrorMessage, readInstructions } from './reply.ts';

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
    { serverId: 'a', apiKey: 'k', intervalSeconds: 30 },
  ],
  ['no interval', { server_id: 'a', api_key: 'k' }, { serverId: 'a', apiKey: 'k', intervalSeconds: null }],
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
