import { describe, expect, it } from 'vitest';
import { AddressRefusedError } from '../outbound-lookup.ts';
import { deliveryOfError, deliveryOfStatus } from './delivery.ts';

describe('the answer of a push service', () => {
  it.each([200, 201, 202, 204])('%i: it has the message', (status) => {
    expect(deliveryOfStatus(status)).toEqual({ ok: true });
  });

  it.each([
    { status: 404, reason: 'gone', retry: false },
    { status: 410, reason: 'gone', retry: false },
    { status: 413, reason: 'too_large', retry: false },
    { status: 429, reason: 'busy', retry: true },
    { status: 500, reason: 'busy', retry: true },
    { status: 503, reason: 'busy', retry: true },
    { status: 301, reason: 'refused', retry: false },
    { status: 400, reason: 'refused', retry: false },
    { status: 401, reason: 'refused', retry: false },
    { status: 403, reason: 'refused', retry: false },
  ])('$status: $reason, and another try helps: $retry', ({ status, reason, retry }) => {
    expect(deliveryOfStatus(status)).toMatchObject({ ok: false, reason, retry });
  });
});

describe('an error on the way', () => {
  const withCode = (code: string) => Object.assign(new Error('secret https://push/abc'), { code });
  it.each([
    { error: new AddressRefusedError(), reason: 'not_public', says: 'public internet' },
    { error: new DOMException('x', 'TimeoutError'), reason: 'unreachable', says: 'in time' },
    { error: withCode('ENOTFOUND'), reason: 'unreachable', says: 'online' },
    { error: withCode('ECONNREFUSED'), reason: 'unreachable', says: 'ECONNREFUSED' },
    { error: 'odd', reason: 'unreachable', says: 'reached' },
  ])('$reason: $says', ({ error, reason, says }) => {
    const delivery = deliveryOfError(error);
    expect(delivery).toMatchObject({ ok: false, reason });
    expect(JSON.stringify(delivery)).toContain(says);
    expect(JSON.stringify(delivery)).not.toContain('secret');
  });
});
