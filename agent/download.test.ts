import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { download } from './download.ts';

const BYTES = Buffer.from([0, 255, 10, 13, 128]);
let server: http.Server;
let address = '';
beforeAll(async () => {
  server = http.createServer(({ url, headers }, response) => {
    if (url === '/whole') response.end(BYTES);
    else if (url === '/who') response.end(headers['user-agent']);
    else if (url === '/cut') response.writeHead(200, { 'content-length': 100 }).end(BYTES);
    else if (url === '/endless') response.end(Buffer.alloc(8_000_001));
    else if (url === '/moved') response.writeHead(302, { location: '/whole' }).end();
    else if (url !== '/silent') response.writeHead(404).end('no');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = (path: string, timeoutMs = 5_000) =>
  download(`${address}${path}`, { userAgent: 'test/1', timeoutMs });

describe('download', () => {
  it('answers every byte, and says who asks', async () => {
    expect(await get('/whole')).toEqual(BYTES);
    expect(String(await get('/who'))).toBe('test/1');
  });

  it.each([
    ['is cut off', '/cut', 'the connection was cut'],
    ['is larger than any agent', '/endless', 'larger than 8 MB'],
    ['is not there', '/nothing', 'it answers 404'],
    ['is elsewhere', '/moved', 'it answers 302'],
  ])('says why when what it fetches %s', async (_, path, reason) => {
    await expect(get(path)).rejects.toThrow(`${address}${path} could not be fetched: `);
    await expect(get(path)).rejects.toThrow(reason);
  });

  it('does not wait for ever', async () => {
    await expect(get('/silent', 50)).rejects.toThrow('not there within 0.05 s');
  });

  it('says so when nobody listens', async () => {
    const attempt = download('http://127.0.0.1:1/x', { userAgent: 'test/1', timeoutMs: 5_000 });
    await expect(attempt).rejects.toThrow('nothing listens there');
  });
});
