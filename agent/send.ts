import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { http, requestFor } from './node-http.ts';
import { readErrorMessage, readHubTime } from './reply.ts';

const MAX_REPLY_BYTES = 1_000_000;

interface Told {
  /** The hub's time in milliseconds since 1970, when the answer says it. */
  hubTimeMs?: number;
}

export type SendResult = Told &
  (
    | { ok: true; reply: unknown }
    | { ok: false; retry: boolean; status: number | null; reason: string; retryAfterSeconds?: number }
  );

export interface SendOptions {
  hubUrl: string;
  /** Absent only for enrolment. */
  apiKey?: string;
  userAgent: string;
  timeoutMs: number;
  signal?: AbortSignal;
}

/**
 * Whether the same request may succeed later. A refused key (401) counts: the hub may have been restored
 * from a backup, and the agent must not lose a day for it.
 */
export function isWorthRetrying(status: number): boolean {
  return status < 400 || status >= 500 || status === 401 || status === 408 || status === 429;
}

const NETWORK_REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name server does not answer',
  EHOSTUNREACH: 'there is no way to that machine',
  ENETUNREACH: 'there is no way to that network',
  ETIMEDOUT: 'the connection timed out',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed; name its CA in NODE_EXTRA_CA_CERTS',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed; name its CA in NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is from an unknown CA; name it in NODE_EXTRA_CA_CERTS',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

export function networkReason(error: NodeJS.ErrnoException): string {
  return NETWORK_REASONS[error.code ?? ''] ?? error.message;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Sorts an answer into sent, worth another try, or refused for good. */
export function toResult(status: number, headers: IncomingHttpHeaders, body: string): SendResult {
  const reply = parseJson(body);
  const hubTimeMs = readHubTime(reply) ?? undefined;
  if (status >= 200 && status < 300) {
    if (reply !== null) return { ok: true, reply, hubTimeMs };
    return { ok: false, retry: true, status, reason: 'what answers there is not a Porchlight hub' };
  }
  const seconds = Number(headers['retry-after']);
  const redirect = headers.location && status < 400 ? `it sends agents on to ${headers.location}` : null;
  return {
    ok: false,
    retry: isWorthRetrying(status),
    status,
    hubTimeMs,
    reason: `${redirect ?? readErrorMessage(reply) ?? http.STATUS_CODES[status] ?? 'refused'} (${status})`,
    ...(seconds > 0 && { retryAfterSeconds: seconds }),
  };
}

function readBody(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_REPLY_BYTES) response.destroy(new Error('the answer is larger than 1 MB'));
      else chunks.push(chunk);
    });
    response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    response.on('error', reject);
  });
}

function headersFor(body: string | null, { apiKey, userAgent }: SendOptions): OutgoingHttpHeaders {
  return {
    ...(body !== null && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }),
    'user-agent': userAgent,
    ...(apiKey && { 'x-api-key': apiKey }),
  };
}

/** A connection of its own for each request: at one a minute a kept one would only die unnoticed. */
function exchange(url: URL, body: string | null, options: SendOptions): Promise<SendResult> {
  return new Promise((resolve, reject) => {
    const { signal, timeoutMs } = options;
    const outgoing = requestFor(url)(url, {
      method: body === null ? 'GET' : 'POST',
      agent: false,
      headers: headersFor(body, options),
      signal,
    });
    const late = new Error(`no answer within ${timeoutMs / 1000} s`);
    const timer = setTimeout(() => outgoing.destroy(late), timeoutMs);
    outgoing.on('close', () => clearTimeout(timer));
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      readBody(response).then(
        (text) => resolve(toResult(response.statusCode ?? 0, response.headers, text)),
        reject,
      );
    });
    outgoing.end(body ?? undefined);
  });
}

async function ask(path: string, body: string | null, options: SendOptions): Promise<SendResult> {
  try {
    const base = options.hubUrl.replace(/\/+$/, '');
    return await exchange(new URL(`${base}${path}`), body, options);
  } catch (error) {
    return { ok: false, retry: true, status: null, reason: networkReason(error as NodeJS.ErrnoException) };
  }
}

/**
 * Posts JSON text to the hub. Certificates are verified, answers over 1 MB are not read.
 * Never throws: what went wrong, and whether to try again, is in the result.
 */
export function postJson(path: string, body: string, options: SendOptions): Promise<SendResult> {
  return ask(path, body, options);
}

/** Gets JSON from the hub, as careful as `postJson`. */
export function getJson(path: string, options: SendOptions): Promise<SendResult> {
  return ask(path, null, options);
}
