import { AddressRefusedError } from '../outbound-lookup.ts';

/** How one message to one device ended. `message` is for people. */
export type Delivery = { ok: true } | { ok: false; retry: boolean; reason: DeliveryReason; message: string };

export type DeliveryReason = 'gone' | 'refused' | 'too_large' | 'busy' | 'unreachable' | 'not_public';

function failed(reason: DeliveryReason, retry: boolean, message: string): Delivery {
  return { ok: false, retry, reason, message };
}

/** What the status of a push service means (RFC 8030 §5 and §7.3, RFC 8292 §4.2). */
export function deliveryOfStatus(status: number): Delivery {
  if (status >= 200 && status < 300) return { ok: true };
  if (status === 404 || status === 410) {
    return failed('gone', false, 'This browser has ended its subscription');
  }
  if (status === 413) return failed('too_large', false, 'The push service found the message too long');
  if (status === 429) return failed('busy', true, 'The push service asks to send less often');
  if (status >= 500) return failed('busy', true, `The push service has trouble of its own (${status})`);
  return failed('refused', false, `The push service refused the message (${status})`);
}

const RESOLVER_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);

/** What an error on the way to a push service means. */
export function deliveryOfError(error: unknown): Delivery {
  if (error instanceof AddressRefusedError) {
    return failed('not_public', false, 'The push service does not lead to the public internet');
  }
  if (!(error instanceof Error)) return failed('unreachable', true, 'The push service could not be reached');
  if (error.name === 'TimeoutError') {
    return failed('unreachable', true, 'The push service did not answer in time');
  }
  const code = String(Reflect.get(error, 'code') ?? error.name);
  if (RESOLVER_CODES.has(code)) {
    return failed('unreachable', true, 'The push service’s name is not known here: is the hub online?');
  }
  return failed('unreachable', true, `The push service could not be reached (${code})`);
}
