import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, test } from 'vitest';
import { getJson, isWorthRetrying, networkReason, postJson, toResult } from './send.ts';

const servers: http.Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const options = (hubUrl: string, timeoutMs = 5_000) => ({
  hubUrl,
  apiKey: 'the-key',
  userAgent: 'a/1',
  timeoutMs,
});

describe('postJson', () => {
  it('posts JSON with the key on a connection of its own, below the path of the hub', async () => {
    const seen: unknown[] = [];
    const hubUrl = await listen((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const { method, url, headers } = request;
        seen.push(method, url, headers['x-api-key'], headers['content-type'], headers.connection, body);
        response.end('{"received":true}');
      });
    });
    const result = await postJson('/api/v1/x', '{"a":"ü"}', options(`${hubUrl}/below/`));
    expect(result).toEqual({ ok: true, reply: { received: true } });
    expect(seen).toEqual(['POST', '/below/api/v1/x', 'the-key', 'application/json', 'close', '{"a":"ü"}']);
  });

  it('gets with the key, without a body, and hears the time', async () => {
    const seen: unknown[] = [];
    const hubUrl = await listen(({ method, url, headers }, response) => {
      seen.push(method, url, headers['x-api-key'], headers['content-type'], headers['content-length']);
      response.end('{"timestamp":"2026-11-20T12:00:00Z"}');
    });
    const result = await getJson('/health', options(hubUrl));
    expect(result).toMatchObject({ ok: true, hubTimeMs: Date.parse('2026-11-20T12:00:00Z') });
    expect(seen).toEqual(['GET', '/health', 'the-key', undefined, undefined]);
  });

  it('does not read an answer larger than 1 MB', async () => {
    const hubUrl = await listen((_, response) => response.end('x'.repeat(1_100_000)));
    expect(await postJson('/', '{}', options(hubUrl))).toMatchObject({
      ok: false,
      retry: true,
      reason: 'the answer is larger than 1 MB',
    });
  });

  it('gives up on a hub that accepts and never answers', async () => {
    const hubUrl = await listen(() => undefined);
    const result = await postJson('/', '{}', options(hubUrl, 50));
    expect(result).toMatchObject({ ok: false, retry: true, status: null, reason: 'no answer within 0.05 s' });
  });

  it('gives up on an answer that stops in the middle', async () => {
    const hubUrl = await listen((_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{"rec');
    });
    expect(await postJson('/', '{}', options(hubUrl, 50))).toMatchObject({ ok: false, retry: true });
  });

  it('says that the connection was cut', async () => {
    const hubUrl = await listen((request) => request.socket.destroy());
    expect(await postJson('/', '{}', options(hubUrl))).toMatchObject({ reason: 'the connection was cut' });
  });

  it('says that nothing listens, without the key', async () => {
    const hubUrl = await listen(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const result = await postJson('/', '{}', options(hubUrl));
    expect(result).toEqual({ ok: false, retry: true, status: null, reason: 'nothing listens there' });
  });

  it('ends at once when the agent is told to stop', async () => {
    const stopping = new AbortController();
    const hubUrl = await listen(() => stopping.abort());
    const result = await postJson('/', '{}', { ...options(hubUrl), signal: stopping.signal });
    expect(result).toMatchObject({ ok: false, retry: true });
  });
});

test.each([
  [400, false],
  [401, true],
  [403, false],
  [404, false],
  [408, true],
  [410, false],
  [413, false],
  [422, false],
  [429, true],
  [500, true],
  [503, true],
  [301, true],
])('%i is worth another try: %s', (status, expected) => {
  expect(isWorthRetrying(status)).toBe(expected);
});

test.each([
  ['the words of the hub', 422, {}, '{"error":{"message":"clock is ahead"}}', 'clock is ahead (422)'],
  ['the status alone', 502, {}, '<html>', 'Bad Gateway (502)'],
  ['where a redirect leads', 301, { location: 'https://h/' }, '', 'it sends agents on to https://h/ (301)'],
  ['that a page is no hub', 200, {}, '<html>', 'what answers there is not a Porchlight hub'],
])('the reason gives %s', (_, status, headers, body, reason) => {
  expect(toResult(status, headers, body)).toMatchObject({ ok: false, status, reason });
});

test.each([
  ['seconds', '30', 30],
  ['nothing for a date', 'Fri, 20 Nov 2026 12:00:00 GMT', undefined],
])('Retry-After: %s', (_, value, expected) => {
  const result = toResult(503, { 'retry-after': value }, '');
  expect(result.ok === false && result.retryAfterSeconds).toBe(expected);
});

test.each([
  ['a heartbeat that was taken', 200, '{"received":true,"server_time":"2026-11-20T12:00:00Z"}', true],
  ['a refusal', 422, '{"error":{"message":"ahead","timestamp":"2026-11-20T12:00:00Z"}}', true],
  ['a proxy whose clock nobody knows', 502, '<html>', false],
])('what %s tells of the time (%i)', (_, status, body, isTold) => {
  const result = toResult(status, { date: 'Fri, 20 Nov 2026 09:00:00 GMT' }, body);
  expect(result.hubTimeMs).toBe(isTold ? Date.parse('2026-11-20T12:00:00Z') : undefined);
});

test('a certificate that is not trusted says what to do', () => {
  const error = Object.assign(new Error('self-signed'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  expect(networkReason(error)).toContain('NODE_EXTRA_CA_CERTS');
});
