import { describe, expect, it } from 'vitest';
import { isSameOrigin, keyOf, requireSameOrigin } from './authenticate.ts';

describe('keyOf', () => {
  it.each<{ what: string; headers: Record<string, string>; key: string | null }>([
    { what: 'nothing', headers: {}, key: null },
    { what: 'the key header', headers: { 'X-API-Key': 'pl_a' }, key: 'pl_a' },
    { what: 'the bearer', headers: { Authorization: 'Bearer pl_a' }, key: 'pl_a' },
    { what: 'the bearer in any case', headers: { Authorization: 'bearer pl_a' }, key: 'pl_a' },
    {
      what: 'the key header before the bearer',
      headers: { 'X-API-Key': 'pl_a', Authorization: 'Bearer pl_b' },
      key: 'pl_a',
    },
    { what: 'an empty key as a key, which nobody has', headers: { 'X-API-Key': '' }, key: '' },
    { what: 'no basic credentials', headers: { Authorization: 'Basic cGxfYTo=' }, key: null },
    { what: 'no bearer with a blank', headers: { Authorization: 'Bearer pl a' }, key: null },
  ])('takes $what', ({ headers, key }) => {
    expect(keyOf(new Headers(headers))).toBe(key);
  });
});

describe('isSameOrigin', () => {
  const PUBLIC = 'https://porch.example';
  it.each<{ what: string; headers: Record<string, string>; isOurs: boolean }>([
    { what: 'our own page, as the browser says', headers: { 'Sec-Fetch-Site': 'same-origin' }, isOurs: true },
    { what: 'another page, as the browser says', headers: { 'Sec-Fetch-Site': 'cross-site' }, isOurs: false },
    { what: 'a neighbour under the same domain', headers: { 'Sec-Fetch-Site': 'same-site' }, isOurs: false },
    { what: 'a link that somebody typed', headers: { 'Sec-Fetch-Site': 'none' }, isOurs: false },
    {
      what: 'another page whose origin looks right',
      headers: { 'Sec-Fetch-Site': 'cross-site', Origin: PUBLIC },
      isOurs: false,
    },
    {
      what: 'the host that was asked',
      headers: { Origin: 'http://nas.lan:8080', Host: 'nas.lan:8080' },
      isOurs: true,
    },
    { what: 'the host behind TLS', headers: { Origin: 'https://nas.lan', Host: 'nas.lan' }, isOurs: true },
    { what: 'the public address', headers: { Origin: PUBLIC, Host: '127.0.0.1:8080' }, isOurs: true },
    {
      what: 'the public host without TLS',
      headers: { Origin: 'http://porch.example', Host: '127.0.0.1' },
      isOurs: false,
    },
    {
      what: 'another port of the host',
      headers: { Origin: 'http://nas.lan:9000', Host: 'nas.lan:8080' },
      isOurs: false,
    },
    { what: 'another host', headers: { Origin: 'http://evil.example', Host: 'nas.lan' }, isOurs: false },
    {
      what: 'a host that begins like ours',
      headers: { Origin: `${PUBLIC}.evil.example`, Host: 'x' },
      isOurs: false,
    },
    { what: 'a sandbox', headers: { Origin: 'null', Host: 'null' }, isOurs: false },
    { what: 'no origin', headers: { Host: 'nas.lan' }, isOurs: false },
    { what: 'nothing at all', headers: {}, isOurs: false },
  ])('$what: $isOurs', ({ headers, isOurs }) => {
    expect(isSameOrigin(new Headers(headers), PUBLIC)).toBe(isOurs);
    const demand = () => requireSameOrigin(new Headers(headers), PUBLIC);
    if (isOurs) expect(demand).not.toThrow();
    else expect(demand).toThrow('another site');
  });

  it('without a public address goes by the host alone', () => {
    expect(isSameOrigin(new Headers({ Origin: PUBLIC, Host: '127.0.0.1' }), undefined)).toBe(false);
  });
});
