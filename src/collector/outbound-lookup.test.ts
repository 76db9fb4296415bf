import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { guardedLookup, hostOf, isReachable } from './outbound-lookup.ts';

describe('an address that messages go to', () => {
  it.each([
    ['8.8.8.8', true],
    ['192.168.1.10', true],
    ['10.0.0.1', true],
    ['100.64.0.1', true],
    ['127.0.0.1', true],
    ['::1', true],
    ['fd12:3456::1', true],
    ['2a00:1450:4001:829::200a', true],
    ['169.254.169.254', false],
    ['169.254.0.1', false],
    ['0.0.0.0', false],
    ['0.1.2.3', false],
    ['::', false],
    ['fe80::1', false],
    ['febf::1', false],
    ['fd00:ec2::254', false],
    ['::ffff:169.254.169.254', false],
    ['::ffff:a9fe:a9fe', false],
    ['::ffff:0.0.0.0', false],
    ['64:ff9b::169.254.169.254', false],
    ['nas.local', false],
    ['', false],
  ])('"%s" may be reached: %s', (address, may) => {
    expect(isReachable(address)).toBe(may);
  });
});

it.each([
  ['https://[2001:db8::1]:8443/1', '2001:db8::1'],
  ['https://push.example.org./1', 'push.example.org'],
])('the host of %s is %s', (url, host) => {
  expect(hostOf(new URL(url))).toBe(host);
});

const V4 = { address: '142.250.74.106', family: 4 };
const V6 = { address: '2a00:1450:4001:829::200a', family: 6 };

/** Looks a name up in a world where it leads to `addresses`. */
function lookedUp(addresses: LookupAddress[], all = true): Promise<string | LookupAddress[]> {
  const resolve = (_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) =>
    done(null, addresses);
  const look = guardedLookup(isReachable, resolve as never);
  return new Promise((answer, fail) => {
    look('push.example.org', { all }, (error, found) => (error ? fail(error) : answer(found)));
  });
}

it('leads a name to its addresses', async () => {
  expect(await lookedUp([V4, V6])).toEqual([V4, V6]);
  expect(await lookedUp([V4, V6], false)).toBe(V4.address);
});

it.each<{ what: string; addresses: LookupAddress[] }>([
  { what: 'the secrets of a cloud', addresses: [{ address: '169.254.169.254', family: 4 }] },
  { what: 'this link by IPv6', addresses: [{ address: 'fe80::1', family: 6 }] },
  { what: 'a public address and this host', addresses: [V4, { address: '0.0.0.0', family: 4 }] },
  { what: 'nowhere', addresses: [] },
])('refuses a name that leads to $what', async ({ addresses }) => {
  await expect(lookedUp(addresses)).rejects.toThrow(expect.objectContaining({ name: 'AddressRefusedError' }));
});
