import { BlockList, isIP } from 'node:net';

/** IPv4 that is not the public internet (IANA special-purpose address registry, RFC 6890). */
const SPECIAL_V4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Within global unicast, what leads elsewhere: Teredo and protocol assignments, documentation, 6to4. */
const SPECIAL_V6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

function rangesOf(ranges: [string, number][], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}

const special4 = rangesOf(SPECIAL_V4, 'ipv4');
const special6 = rangesOf(SPECIAL_V6, 'ipv6');
/** The only IPv6 that is handed out to the internet (RFC 4291 §2.4); mapped IPv4 lies outside. */
const global6 = rangesOf([['2000::', 3]], 'ipv6');

/** Whether an IP address is one of the public internet. Anything else, a name too, is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special4.check(address, 'ipv4');
  return family === 6 && global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}
