import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseMessage } from '../../../agent/protocol.ts';
import { ADMIN_KEY, heartbeat, type TestHub, testHub } from '../../../tests/factories.ts';
import { errorSchema } from '../api/schema/error.ts';
import { agentDownloads } from './downloads.ts';
import { buildServer, closeServer, peerOf } from './serve.ts';

let hub: TestHub;
let server: ReturnType<typeof buildServer>;
let port: number;

beforeAll(async () => {
  hub = await testHub();
  server = buildServer({
    fetch: hub.api.fetch,
    downloads: agentDownloads(hub.agentRelease, undefined),
    docs: (request, response) => void response.end(`docs ${request.url}`),
    statusSite: ({ url }, response) => {
      if (url !== '/status/en') return false;
      response.end(`status ${url}`);
      return true;
    },
    pages: (request, response) => void response.end(`page ${request.url}`),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await closeServer(server, 1000);
  await hub.close();
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers: { 'X-API-Key': ADMIN_KEY, ...init.headers } });

/** Sends these very bytes; answers all that comes back. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answered = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(text));
    socket.setEncoding('utf8').on('data', (chunk) => {
      answered += chunk;
    });
    socket.on('error', reject).on('close', () => resolve(answered));
  });
}

/** Sends a body in chunks, whose length nobody tells. */
function chunked(method: string, path: string, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = {
      'X-API-Key': ADMIN_KEY,
      'Content-Type': 'application/json',
      'Transfer-Encoding': 'chunked',
    };
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) =>
      resolve(response.resume().statusCode),
    );
    sent.on('error', reject).end(body);
  });
}

describe('what answers', () => {
  it.each([
    { path: '/', by: 'the pages' },
    { path: '/api', by: 'the pages' },
    { path: '/healthy', by: 'the pages' },
    { path: '/servers/nas?tab=charts', by: 'the pages' },
    { path: '/api/nothing', by: 'the API' },
    { path: '/api/v1/servers', by: 'the API' },
    { path: '/health', by: 'the API' },
    { path: '/version?x=1', by: 'the API' },
    { path: '/agent/nothing', by: 'the API' },
  ])('$path: $by', async ({ path, by }) => {
    const answered = await ask(path);
    const text = await answered.text();
    expect(text.startsWith('page ')).toBe(by === 'the pages');
    if (by === 'the API') expect(answered.headers.get('content-type')).toContain('application/json');
  });

  it('every page and answer says how it wants to be treated', async () => {
    for (const path of ['/', '/api/v1/servers', '/agent/porchlight-agent.mjs']) {
      const { headers } = await ask(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
    expect((await ask('/api/v1/servers')).headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    { path: '/setup?token=pls_x', policy: 'no-referrer' },
    { path: '/invite?token=pli_x', policy: 'no-referrer' },
    { path: '/', policy: 'same-origin' },
  ])('$path sends the referrer policy $policy', async ({ path, policy }) => {
    expect((await ask(path)).headers.get('referrer-policy')).toBe(policy);
  });

  it('a heartbeat is stored with the address of its sender', async () => {
    const body = JSON.stringify(heartbeat('nas'));
    const headers = { 'Content-Type': 'application/json' };
    expect((await ask('/api/v1/agents/heartbeat', { method: 'POST', body, headers })).status).toBe(200);
    expect((await hub.request('/api/v1/servers/nas')).status).toBe(200);
  });

  it('long answers are compressed for those who take it', async () => {
    const answered = await ask('/api/openapi.json', { headers: { 'Accept-Encoding': 'gzip' } });
    expect(answered.headers.get('content-encoding')).toBe('gzip');
    expect(((await answered.json()) as { openapi: string }).openapi).toMatch(/^3/);
  });
});

describe('downloads', () => {
  it('are the agent and its checksum, whole', async () => {
    const answered = await ask('/agent/porchlight-agent.mjs', { headers: { 'X-API-Key': '' } });
    expect(await answered.text()).toBe(String(hub.agentRelease.program));
    expect(answered.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it.each(['porchlight-agent.mjs', 'install.sh'])('%s has the checksum that is beside it', async (name) => {
    const content = await (await ask(`/agent/${name}`)).text();
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(await (await ask(`/agent/${name}.sha256?v=1`)).text()).toBe(`${sha256}  ${name}\n`);
  });

  it('the manifest says what the program is, signed by the hub', async () => {
    const manifest = (await (await ask('/agent/manifest.json')).json()) as Record<string, string>;
    expect(manifest).toEqual(hub.agentRelease.manifest);
    const { version, sha256, signature } = hub.agentRelease.manifest;
    expect(hub.auth.signer.sign(releaseMessage({ version, sha256 }))).toBe(signature);
  });

  it('the installer knows the hub by the address it was asked under', async () => {
    const script = await (await ask('/agent/install.sh')).text();
    expect(script).toContain(`\nHUB_URL='http://127.0.0.1:${port}'\n`);
    expect(script).toContain(`\nAGENT_SHA256='${hub.agentRelease.manifest.sha256}'\n`);
    expect(script).not.toContain('@HUB_URL@');
  });

  it.each(["a';id;'", 'a$(id)', 'a`id`'])('no installer is made for the host %s', async (host) => {
    const answered = await raw(
      `GET /agent/install.sh HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    expect(answered).toMatch(/^HTTP\/1\.1 400 /);
    expect(answered).not.toContain('#!/bin/sh');
  });

  it('HEAD tells the length without the body', async () => {
    const answered = await ask('/agent/porchlight-agent.mjs', {
      method: 'HEAD',
      headers: { 'Accept-Encoding': 'identity' },
    });
    expect(answered.headers.get('content-length')).toBe(String(hub.agentRelease.program.length));
    expect(await answered.text()).toBe('');
  });

  it.each([
    { path: '/agent/../main.mjs', method: 'GET' },
    { path: '/agent/..%2fmain.mjs', method: 'GET' },
    { path: '/agent/', method: 'GET' },
    { path: '/agent/porchlight-agent.mjs', method: 'POST' },
    { path: '/agent/porchlight-agent.mjs', method: 'DELETE' },
  ])('$method $path is none, said in the one error shape', async ({ path, method }) => {
    const answered = await raw(`${method} ${path} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n`);
    expect(answered).toMatch(/^HTTP\/1\.1 404 /);
    const json = answered.slice(answered.indexOf('{'), answered.lastIndexOf('}') + 1);
    expect(errorSchema.parse(JSON.parse(json)).error.code).toBe('not_found');
  });
});

describe('what cannot be read', () => {
  it.each([
    { what: 'a host that is none', head: 'GET /health HTTP/1.1\r\nHost: a b' },
    { what: 'a host with a path', head: 'GET /api/v1/servers HTTP/1.1\r\nHost: evil/x' },
  ])('$what is refused in the one error shape', async ({ head }) => {
    const answered = await raw(`${head}\r\nConnection: close\r\n\r\n`);
    expect(answered).toMatch(/^HTTP\/1\.1 400 /);
    const json = answered.slice(answered.indexOf('{'), answered.lastIndexOf('}') + 1);
    expect(errorSchema.parse(JSON.parse(json)).error.code).toBe('bad_request');
  });

  it.each([
    {
      what: 'a body in chunks is stored',
      method: 'POST',
      path: '/api/v1/agents/heartbeat',
      padding: 0,
      status: 200,
    },
    {
      what: 'chunks that go on beyond the limit are cut',
      method: 'POST',
      path: '/api/v1/agents/heartbeat',
      padding: 1_100_000,
      status: 413,
    },
    {
      what: 'a backlog may be larger',
      method: 'POST',
      path: '/api/v1/agents/heartbeats',
      padding: 1_100_000,
      status: 422,
    },
    {
      what: 'a body where none belongs is left alone',
      method: 'GET',
      path: '/api/v1/servers',
      padding: 10,
      status: 200,
    },
  ])('$what: $status', async ({ method, path, padding, status }) => {
    const body = JSON.stringify({ ...heartbeat('chunked'), padding: 'x'.repeat(padding) });
    expect(await chunked(method, path, body)).toBe(status);
  });

  it.each([
    { path: '/api/v1/agents/heartbeat', bytes: 1_000_001, status: 413 },
    { path: '/api/v1/agents/heartbeats', bytes: 16_000_001, status: 413 },
    { path: '/api/auth/sign-in/email', bytes: 1_000_001, status: 413 },
    { path: '/api/v1/setup', bytes: 1_000_001, status: 413 },
  ])('$path refuses $bytes bytes before it reads them', async ({ path, bytes, status }) => {
    const head = `POST ${path} HTTP/1.1\r\nHost: hub\r\nX-API-Key: ${ADMIN_KEY}\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\nConnection: close\r\n\r\n{`;
    const answered = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(head));
      socket.setEncoding('utf8').once('data', (chunk) => {
        resolve(String(chunk));
        socket.destroy();
      });
    });
    expect(answered).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });
});

describe('peerOf', () => {
  const of = (remoteAddress: string | undefined) => peerOf({ incoming: { socket: { remoteAddress } } });
  it.each([
    { what: 'an IPv4 address', told: '192.0.2.7', expected: '192.0.2.7' },
    { what: 'an IPv4 address in IPv6 clothes', told: '::ffff:192.0.2.7', expected: '192.0.2.7' },
    { what: 'an IPv6 address', told: 'fe80::1', expected: 'fe80::1' },
    { what: 'a socket that is gone', told: undefined, expected: '' },
  ])('tells $what', ({ told, expected }) => {
    expect(of(told)).toBe(expected);
  });
});
