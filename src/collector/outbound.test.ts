import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CERTIFICATE, type PushService, startPushService } from '../../tests/push-receiver.ts';
import { formPost, HOUSE_NETWORK, jsonPost, type Network, openOutbound } from './outbound.ts';

interface Seen {
  url: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

let plain: Server;
let tls: PushService;
let base: string;
const seen: Seen[] = [];

function* endless() {
  while (true) yield 'x'.repeat(1000);
}

beforeAll(async () => {
  plain = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ url: request.url, headers: request.headers, body });
    if (request.url === '/moved') response.writeHead(302, { Location: '/elsewhere' }).end();
    else if (request.url === '/long') Readable.from(endless()).pipe(response);
    else if (request.url === '/endless') response.write('a');
    else response.writeHead(418, { 'Retry-After': '7' }).end('short and stout');
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(plain.address() as AddressInfo).port}`;
  tls = await startPushService();
});

afterAll(async () => {
  await tls.stop();
  plain.closeAllConnections();
  plain.close();
});

const out = (changes: Partial<Network> = {}) => openOutbound({ ...HOUSE_NETWORK, ...changes });

describe('a request', () => {
  it('carries JSON, and its answer comes back whatever its status', async () => {
    const answer = await out().post(jsonPost(`${base}/a?b=1`, { text: 'ä' }, { 'X-Key': 'k' }));
    expect(answer).toMatchObject({
      status: 418,
      body: 'short and stout',
      headers: { 'retry-after': '7' },
    });
    expect(seen.at(-1)).toMatchObject({
      url: '/a?b=1',
      headers: {
        'content-type': 'application/json',
        'content-length': '13',
        'user-agent': 'Porchlight',
        'x-key': 'k',
      },
      body: '{"text":"ä"}',
    });
  });

  it('carries a form', async () => {
    await out().post(formPost(base, { Body: 'a&b=ä', To: '+44' }));
    expect(seen.at(-1)).toMatchObject({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Body=a%26b%3D%C3%A4&To=%2B44',
    });
  });

  it('goes through TLS to whom the network trusts, and to nobody else', async () => {
    const request = jsonPost(`${tls.url}/1`, {});
    expect(await out({ ca: CERTIFICATE }).post(request)).toMatchObject({ status: 201 });
    await expect(out().post(request)).rejects.toThrow(
      expect.objectContaining({ code: expect.stringMatching(/CERT|SIGNED/) }),
    );
  });
});

describe('an answer', () => {
  it('that leads elsewhere is not followed', async () => {
    const before = seen.length;
    expect(await out().post(jsonPost(`${base}/moved`, {}))).toMatchObject({ status: 302 });
    expect(seen).toHaveLength(before + 1);
  });

  it('without an end is read up to 64 KB', async () => {
    expect((await out().post(jsonPost(`${base}/long`, {}))).body).toHaveLength(65_536);
  });

  it('that never ends is given up', async () => {
    await expect(out({ timeoutMs: 200 }).post(jsonPost(`${base}/endless`, {}))).rejects.toThrow(
      expect.objectContaining({ name: 'TimeoutError' }),
    );
  });
});

describe('an address that nothing is sent to', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://0.0.0.0:8080/',
    'http://[::]/',
    'http://[fe80::1]/',
    'http://2852039166/',
    'http://[::ffff:169.254.169.254]/',
  ])('%s is refused before anything is sent', async (url) => {
    await expect(out().post(jsonPost(url, {}))).rejects.toThrow(
      expect.objectContaining({ name: 'AddressRefusedError' }),
    );
  });

  it('is refused behind a name too', async () => {
    const nowhere = out({ allows: () => false });
    await expect(nowhere.post(jsonPost('http://localhost/', {}))).rejects.toThrow(
      expect.objectContaining({ name: 'AddressRefusedError' }),
    );
    await expect(nowhere.locate('localhost')).rejects.toThrow(
      expect.objectContaining({ name: 'AddressRefusedError' }),
    );
  });
});

describe('the address of a host', () => {
  it.each([
    { host: '192.168.1.5', address: '192.168.1.5' },
    { host: 'localhost', address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) },
  ])('$host is found', async ({ host, address }) => {
    expect(await out().locate(host)).toEqual(address);
  });

  it('that does not exist is an error of the resolver', async () => {
    await expect(out().locate('nas.invalid')).rejects.toThrow(/ENOTFOUND|EAI_AGAIN/);
  });
});
