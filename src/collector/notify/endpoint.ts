import { isIP } from 'node:net';
import { hostOf } from '../outbound-lookup.ts';

const MAX_LENGTH = 2000;
/** Names that never leave the house (RFC 6761, RFC 6762, RFC 8375). */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|lan|home|home\.arpa)$/;

/**
 * What is wrong with the address that a browser gave for its push service, in words; null when nothing is.
 * Names are looked up when something is sent, each time: what they lead to may change.
 * @param allows whether an IP address may be reached
 */
export function endpointProblem(endpoint: string, allows: (address: string) => boolean): string | null {
  if (endpoint.length > MAX_LENGTH || !URL.canParse(endpoint)) return 'is not an address';
  const url = new URL(endpoint);
  if (url.protocol !== 'https:') return 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must not hold a name or password';
  const host = hostOf(url);
  if (isIP(host) !== 0) return allows(host) ? null : 'must lead to the public internet';
  const isLocal = LOCAL_NAME.test(host) || !host.includes('.');
  return isLocal && !allows('127.0.0.1') ? 'must lead to the public internet' : null;
}
