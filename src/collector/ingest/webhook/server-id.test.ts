import { describe, expect, it } from 'vitest';
import { serverIdSchema } from '../../fleet/index.ts';
import { serverIdFrom } from './server-id.ts';

describe('the server id of a pushed system', () => {
  it.each([
    { what: 'a server id stays', id: 'unique-system-id', expected: 'unique-system-id' },
    { what: 'a host name stays', id: 'nas.client.local', expected: 'nas.client.local' },
    { what: 'capitals and spaces become a slug', id: 'Acme NAS #1', expected: /^acme-nas-1-[0-9a-f]{6}$/ },
    {
      what: 'a UUID stays',
      id: '0d0f3a3c-2f6e-4a0e-9c4e-1f2d3c4b5a69',
      expected: '0d0f3a3c-2f6e-4a0e-9c4e-1f2d3c4b5a69',
    },
    { what: 'a host id of 64 digits is cut', id: 'ab'.repeat(32), expected: /^(ab){28}-[0-9a-f]{6}$/ },
    { what: 'one without a letter of ours gets a word', id: '主机', expected: /^system-[0-9a-f]{6}$/ },
    { what: 'a path cannot lead anywhere', id: '../../etc', expected: /^etc-[0-9a-f]{6}$/ },
  ])('$what', ({ id, expected }) => {
    expect(serverIdFrom(id)).toMatch(expected);
    expect(serverIdSchema.safeParse(serverIdFrom(id)).success).toBe(true);
    expect(serverIdFrom(id)).toBe(serverIdFrom(id));
  });

  it('is another for every other system', () => {
    const ids = ['NAS 1', 'nas 1', 'NAS-1', 'nas-1', 'NAS_1', 'nas  1', 'a'.repeat(64), 'a'.repeat(65)];
    expect(new Set(ids.map(serverIdFrom)).size).toBe(ids.length);
  });
});
