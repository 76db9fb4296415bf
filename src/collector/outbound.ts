import {
  type ClientRequest,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { AddressRefusedError, guardedLookup, hostOf, isReachable } from './outbound-lookup.ts';

/** Where requests may go. Only a test passes another one. */
export interface Network {
  /** Whether an IP address may be reached. */
  allows: (address: string) => boolean;
  /** Certificates to trust in place of the system's, as PEM. */
  ca?: string;
  /** For everything: look-up, connection, request and answer. */
  timeoutMs: number;
}

export const HOUSE_NETWORK: Network = { allows: isReachable, timeoutMs: 12_000 };

export interface Post {
  url: string;
  headers: Record<string, string | number>;
  body: string | Buffer;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** The first 64 KB. */
  body: string;
}

const MAX_ANSWER_BYTES = 65_536;

export function jsonPost(url: string, value: unknown, headers: Post['headers'] = {}): Post {
  return { url, headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(value) };
}

export function formPost(url: string, fields: Record<string, string>, headers: Post['headers'] = {}): Post {
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return { url, headers: { ...headers, ...type }, body: new URLSearchParams(fields).toString() };
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
}

function answered(sending: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sending.on('response', resolve);
    sending.on('error', reject);
  });
}

function open(network: Network, url: URL, headers: Post['headers'], signal: AbortSignal): ClientRequest {
  const host = hostOf(url);
  if (isIP(host) !== 0 && !network.allows(host)) throw new AddressRefusedError();
  const isPlain = url.protocol === 'http:';
  return (isPlain ? httpRequest : httpsRequest)({
    method: 'POST',
    host,
    port: url.port === '' ? (isPlain ? 80 : 443) : Number(url.port),
    path: url.pathname + url.search,
    headers: { 'User-Agent': 'Porchlight', ...headers },
    lookup: guardedLookup(network.allows),
    agent: false,
    signal,
    ...(network.ca !== undefined && { ca: network.ca }),
  });
}

/**
 * One POST. Redirects are not followed, and a name leads only where the network allows.
 * @returns the answer, whatever its status
 * @throws Error of the way there: `TimeoutError` when it took too long in all, `AddressRefusedError`
 */
export async function post(network: Network, { url, headers, body }: Post): Promise<Answer> {
  const signal = AbortSignal.timeout(network.timeoutMs);
  try {
    const sending = open(network, new URL(url), headers, signal);
    const response = answered(sending);
    sending.end(body);
    const { statusCode: status = 0, headers: received } = await response;
    return { status, headers: received, body: await bodyOf(await response) };
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

/**
 * The one address a host's socket may connect to, for protocols other than HTTP.
 * @throws AddressRefusedError, `TimeoutError`, or the resolver's error
 */
export function locate({ allows, timeoutMs }: Network, host: string): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    guardedLookup(allows)(host, {}, (error, address) => (error ? reject(error) : resolve(String(address))));
  });
}

/** What an adapter needs of the world outside. */
export interface Outbound {
  /** @throws Error of the way there; any answer is returned */
  post: (request: Post) => Promise<Answer>;
  /** @throws Error when the host has no address that may be reached */
  locate: (host: string) => Promise<string>;
  timeoutMs: number;
  /** Certificates to trust in place of the system's, as PEM. */
  ca: string | undefined;
  now: () => number;
}

export function openOutbound(network: Network = HOUSE_NETWORK, now: () => number = Date.now): Outbound {
  return {
    post: (request) => post(network, request),
    locate: (host) => locate(network, host),
    timeoutMs: network.timeoutMs,
    ca: network.ca,
    now,
  };
}
