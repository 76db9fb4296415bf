import { lookup } from 'node:dns';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './address.ts';
import { NotPublicError } from './delivery.ts';
import { hostOf } from './endpoint.ts';

/** Where messages may go. Only a test passes another one. */
export interface PushNetwork {
  /** Whether an IP address may be reached. */
  allows: (address: string) => boolean;
  /** Certificates to trust in place of the system's, as PEM. */
  ca?: string;
  timeoutMs: number;
}

/** The time is shorter than what a stopping hub grants to running requests. */
export const PUBLIC_NETWORK: PushNetwork = { allows: isPublicAddress, timeoutMs: 7000 };

/**
 * Looks a name up and refuses it when any of its addresses may not be reached. The socket connects to what was
 * checked here, so that a name which changes its mind in between gains nothing.
 */
export function guardedLookup(allows: PushNetwork['allows'], resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) callback(error, '');
      else if (!first || !addresses.every(({ address }) => allows(address)))
        callback(new NotPublicError(), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/**
 * One POST, redirects not followed, body of the answer not read.
 * @returns the status
 * @throws Error of the way there; `TimeoutError` when it took too long in all
 */
export async function post(
  { allows, ca, timeoutMs }: PushNetwork,
  endpoint: string,
  headers: Record<string, string | number>,
  body: Buffer,
): Promise<number> {
  const url = new URL(endpoint);
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise<number>((resolve, reject) => {
    const sending = request(
      {
        method: 'POST',
        host: hostOf(url),
        port: url.port === '' ? 443 : Number(url.port),
        path: url.pathname + url.search,
        headers,
        lookup: guardedLookup(allows),
        agent: false,
        signal,
        ...(ca !== undefined && { ca }),
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    sending.on('error', (error) => reject(signal.aborted ? signal.reason : error));
    sending.end(body);
  });
}
