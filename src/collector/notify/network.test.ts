import type { LookupAddress } from 'node:dns';
import { expect, it } from 'vitest';
import { isPublicAddress } from './address.ts';
import { guardedLookup } from './network.ts';

const V4 = { address: '142.250.74.106', family: 4 };
const V6 = { address: '2a00:1450:4001:829::200a', family: 6 };

/** Looks a name up in a world where it leads to `addresses`. */
function lookedUp(addresses: LookupAddress[], all = true): Promise<string | LookupAddress[]> {
  const resolve = (_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) =>
    done(null, addresses);
  const look = guardedLookup(isPublicAddress, resolve as never);
  return new Promise((answer, fail) => {
    look('push.example.org', { all }, (error, found) => (error ? fail(error) : answer(found)));
  });
}

it('leads a name to its public addresses', async () => {
  expect(await lookedUp([V4, V6])).toEqual([V4, V6]);
  expect(await lookedUp([V4, V6], false)).toBe(V4.address);
});

it.each<{ what: string; addresses: LookupAddress[] }>([
  { what: 'this machine', addresses: [{ address: '127.0.0.1', family: 4 }] },
  { what: 'the house', addresses: [{ address: '192.168.1.1', family: 4 }] },
  { what: 'the house by IPv6', addresses: [{ address: 'fd00::1', family: 6 }] },
  { what: 'a public address and the house', addresses: [V4, { address: '10.0.0.1', family: 4 }] },
  { what: 'nowhere', addresses: [] },
])('refuses a name that leads to $what', async ({ addresses }) => {
  await expect(lookedUp(addresses)).rejects.toThrow(expect.objectContaining({ name: 'NotPublicError' }));
});
