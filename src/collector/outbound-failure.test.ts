import { describe, expect, it } from 'vitest';
import { failureOfError, failureOfStatus, retryAfterSeconds, waitOf } from './outbound-failure.ts';
import { AddressRefusedError } from './outbound-lookup.ts';

describe('a status', () => {
  it.each([200, 201, 202, 204])('%i: it was taken', (status) => {
    expect(failureOfStatus('Slack', status)).toBeNull();
  });

  it.each([
    { status: 301, reason: 'rejected', retry: false, says: 'leads to another address' },
    { status: 307, reason: 'rejected', retry: false, says: 'leads to another address' },
    { status: 400, reason: 'rejected', retry: false, says: 'refused the message' },
    { status: 401, reason: 'unauthorized', retry: false, says: 'does not accept the key' },
    { status: 403, reason: 'unauthorized', retry: false, says: 'does not accept the key' },
    { status: 404, reason: 'target_gone', retry: false, says: 'has nothing there' },
    { status: 408, reason: 'server', retry: true, says: 'trouble of its own' },
    { status: 410, reason: 'target_gone', retry: false, says: 'has nothing there' },
    { status: 413, reason: 'rejected', retry: false, says: 'refused the message' },
    { status: 422, reason: 'rejected', retry: false, says: 'refused the message' },
    { status: 425, reason: 'server', retry: true, says: 'trouble of its own' },
    { status: 429, reason: 'rate_limited', retry: true, says: 'sent less' },
    { status: 500, reason: 'server', retry: true, says: 'trouble of its own' },
    { status: 503, reason: 'server', retry: true, says: 'trouble of its own' },
    { status: 0, reason: 'rejected', retry: false, says: 'refused the message' },
  ])('$status: $reason, and another try helps: $retry', ({ status, reason, retry, says }) => {
    const failed = failureOfStatus('Slack', status);
    expect(failed).toMatchObject({ ok: false, reason, retry });
    expect(failed?.message).toContain(`Slack`);
    expect(failed?.message).toContain(says);
    expect(failed?.message).toContain(`(${status})`);
  });

  it.each([429, 503])('%i may say how long to wait', (status) => {
    expect(failureOfStatus('Slack', status, 30)).toMatchObject({ retryAfterSeconds: 30 });
    expect(failureOfStatus('Slack', status)).not.toHaveProperty('retryAfterSeconds');
  });
});

describe('an error on the way', () => {
  const withCode = (code: string) => Object.assign(new Error('https://hooks/secret'), { code });
  it.each([
    { error: new AddressRefusedError(), reason: 'address_refused', says: 'nothing is sent to' },
    { error: new DOMException('x', 'TimeoutError'), reason: 'timeout', says: 'in time' },
    { error: withCode('ETIMEDOUT'), reason: 'timeout', says: 'in time' },
    { error: withCode('ENOTFOUND'), reason: 'network', says: 'online' },
    { error: withCode('ECONNREFUSED'), reason: 'network', says: 'ECONNREFUSED' },
    { error: withCode('DEPTH_ZERO_SELF_SIGNED_CERT'), reason: 'network', says: 'SELF_SIGNED' },
    { error: new TypeError('secret'), reason: 'network', says: 'TypeError' },
    { error: 'secret', reason: 'network', says: 'unknown' },
  ])('$reason: $says', ({ error, reason, says }) => {
    const failed = failureOfError('ntfy', error);
    expect(failed).toMatchObject({ ok: false, reason, retry: reason !== 'address_refused' });
    expect(failed.message).toContain('ntfy');
    expect(failed.message).toContain(says);
    expect(failed.message).not.toContain('secret');
  });
});

describe('how long to wait', () => {
  const NOW = Date.UTC(2026, 10, 25, 12, 0, 0);
  it.each([
    { header: '30', seconds: 30 },
    { header: '0', seconds: 0 },
    { header: '1.2', seconds: 2 },
    { header: 'Wed, 25 Nov 2026 12:02:00 GMT', seconds: 120 },
    { header: 'Wed, 25 Nov 2026 11:00:00 GMT', seconds: 0 },
    { header: '99999999999', seconds: 86_400 },
    { header: '-5', seconds: 0 },
    { header: 'soon', seconds: undefined },
    { header: '', seconds: undefined },
    { header: undefined, seconds: undefined },
  ])('$header is $seconds s', ({ header, seconds }) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds);
  });

  it.each([
    { given: 0.3, seconds: 1 },
    { given: 64.57, seconds: 65 },
    { given: null, seconds: undefined },
    { given: undefined, seconds: undefined },
    { given: Number.NaN, seconds: undefined },
  ])('$given in an answer is $seconds s', ({ given, seconds }) => {
    expect(waitOf(given)).toBe(seconds);
  });
});
