import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keep } from './kept.ts';
import { encodingFor, send } from './send.ts';

const TEXT = 'Everything works. '.repeat(200);

describe('the encoding of an answer', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['gzip; q=0.5, br; q=0.001', 'br'],
    ['br;q=0.0, gzip;q=0', 'identity'],
    ['brotli', 'identity'],
    ['x-gzip', 'identity'],
  ])('for %s is %s', (accepted, expected) => {
    expect(encodingFor(accepted)).toBe(expected);
  });
});

describe('a kept answer', () => {
  const kept = keep(TEXT, { 'Content-Type': 'text/plain' });
  const server = createServer((request, response) => send(request, response, kept));
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => server.close());

  const get = (headers: Record<string, string>, method = 'GET') =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
      (resolve, reject) => {
        const { port } = server.address() as AddressInfo;
        const sent = ask({ port, host: '127.0.0.1', headers, method }, async (response) => {
          const body = await buffer(response);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
        sent.on('error', reject);
        sent.end();
      },
    );

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
    ['identity', (bytes: Buffer) => bytes],
  ])('comes as %s', async (encoding, unpack) => {
    const { status, headers, body } = await get({ 'Accept-Encoding': encoding });
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding);
    expect(headers['content-length']).toBe(String(body.length));
    expect(unpack(body).toString()).toBe(TEXT);
  });

  it('has a strong ETag for each encoding, the same each time', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', 'identity', 'br'].map(
        async (one) => (await get({ 'Accept-Encoding': one })).headers.etag,
      ),
    );
    expect(new Set(tags).size).toBe(3);
    expect(tags[0]).toBe(tags[3]);
    expect(tags[0]).toMatch(/^"[^"]+"$/);
    expect(keep(`${TEXT}!`, {}).body('br').etag).not.toBe(tags[0]);
  });

  it('is not sent again to who has it', async () => {
    const { headers } = await get({ 'Accept-Encoding': 'br' });
    const again = await get({ 'Accept-Encoding': 'br', 'If-None-Match': `W/"x", ${headers.etag}` });
    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
    expect(again.headers.etag).toBe(headers.etag);
    expect(again.headers['content-encoding']).toBeUndefined();
    expect((await get({ 'Accept-Encoding': 'gzip', 'If-None-Match': String(headers.etag) })).status).toBe(
      200,
    );
  });

  it('answers HEAD with the headers alone', async () => {
    const { status, headers, body } = await get({ 'Accept-Encoding': 'br' }, 'HEAD');
    expect([status, body.length]).toEqual([200, 0]);
    expect(Number(headers['content-length'])).toBeGreaterThan(0);
  });
});
