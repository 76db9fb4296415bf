import { AddressRefusedError } from './outbound-lookup.ts';

/** Whether another try can help, by what went wrong. */
const RETRIED = {
  network: true,
  timeout: true,
  rate_limited: true,
  server: true,
  /** This message is not taken; the next one may be. */
  rejected: false,
  /** The key is not accepted: nothing arrives until a person changes it. */
  unauthorized: false,
  /** Whom or what it is sent to is not there any more. */
  target_gone: false,
  address_refused: false,
} as const;

export type FailureReason = keyof typeof RETRIED;

/** Why something did not arrive. `message` is for people and repeats nothing of what was asked or answered. */
export interface Failure {
  ok: false;
  retry: boolean;
  reason: FailureReason;
  message: string;
  /** How long the other side wants to be left alone. */
  retryAfterSeconds?: number;
}

export function failure(reason: FailureReason, message: string, retryAfterSeconds?: number): Failure {
  const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return { ok: false, retry: RETRIED[reason], reason, message, ...wait };
}

const MAX_WAIT_SECONDS = 86_400;

/** A wait that another side asks for, in whole seconds; undefined when it is none. At most a day is believed. */
export function waitOf(seconds: unknown): number | undefined {
  const wait = Number(seconds);
  if (seconds === null || seconds === '' || !Number.isFinite(wait) || wait < 0) return undefined;
  return Math.min(Math.ceil(wait), MAX_WAIT_SECONDS);
}

/** Seconds to wait by a `Retry-After` header: a number of them, or a date (RFC 9110 §10.2.3). */
export function retryAfterSeconds(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  return waitOf(header) ?? waitOf(Math.max(0, (Date.parse(header) - now) / 1000));
}

/**
 * What a status says of a message; null for 2xx, with which it was taken. Redirects are not followed: they would
 * carry the secrets of a request to wherever they lead.
 * @param who the other side, as people call it: "Slack"
 */
export function failureOfStatus(who: string, status: number, wait?: number): Failure | null {
  if (status >= 200 && status < 300) return null;
  const code = `(${status})`;
  if (status === 429) return failure('rate_limited', `${who} asks to be sent less ${code}`, wait);
  if (status === 401 || status === 403) {
    return failure('unauthorized', `${who} does not accept the key it was given ${code}`);
  }
  if (status === 404 || status === 410) return failure('target_gone', `${who} has nothing there ${code}`);
  if (status >= 300 && status < 400) {
    return failure('rejected', `${who} leads to another address ${code}: enter that one instead`);
  }
  if (status >= 500 || status === 408 || status === 425) {
    return failure('server', `${who} has trouble of its own ${code}`, wait);
  }
  return failure('rejected', `${who} refused the message ${code}`);
}

const RESOLVER_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EDNS']);
const TIMEOUT_NAMES = new Set(['TimeoutError', 'ETIMEDOUT', 'EABORT']);

/** What an error on the way says. Its text is not repeated, because it can hold addresses that are secrets. */
export function failureOfError(who: string, error: unknown): Failure {
  if (error instanceof AddressRefusedError) {
    return failure('address_refused', `${who} leads to an address that nothing is sent to`);
  }
  const isError = error instanceof Error;
  const code = isError ? String(Reflect.get(error, 'code') ?? error.name) : 'unknown';
  if ((isError && TIMEOUT_NAMES.has(error.name)) || TIMEOUT_NAMES.has(code)) {
    return failure('timeout', `${who} did not answer in time`);
  }
  if (RESOLVER_CODES.has(code)) {
    return failure('network', `The name of ${who} is not known here: is the hub online?`);
  }
  return failure('network', `${who} could not be reached (${code})`);
}
