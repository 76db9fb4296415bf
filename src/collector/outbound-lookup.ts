import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * What no request of ours may lead to (RFC 6890): "this host", and the link-local range in which clouds hand out
 * the credentials of a machine, also as IPv6 and as NAT64 writes it (RFC 6052). The rest of the house may be
 * reached: only owners say where messages go.
 */
const REFUSED = new BlockList();
REFUSED.addSubnet('0.0.0.0', 8, 'ipv4');
REFUSED.addSubnet('169.254.0.0', 16, 'ipv4');
REFUSED.addAddress('::', 'ipv6');
REFUSED.addSubnet('fe80::', 10, 'ipv6');
REFUSED.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
REFUSED.addAddress('fd00:ec2::254', 'ipv6');

/** Whether an IP address may be reached from a hub that stands in a house. A name never is one. */
export function isReachable(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !REFUSED.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Thrown when a name or address leads where requests may not go. */
export class AddressRefusedError extends Error {
  override name = 'AddressRefusedError';
}

/** Host of a URL as the socket wants it: IPv6 without its brackets, no dot at the end. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/**
 * Looks a name up and refuses it when any of its addresses may not be reached. The socket connects to what was
 * checked here, so that a name which changes its mind in between gains nothing.
 */
export function guardedLookup(allows: (address: string) => boolean, resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) callback(error, '');
      else if (!first || !addresses.every(({ address }) => allows(address)))
        callback(new AddressRefusedError(), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
