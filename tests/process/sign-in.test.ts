import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, testHub } from '../factories.ts';
import { type Running, startHub } from '../hub-process.ts';
import { addPerson } from '../people.ts';

const KEY = 'pl_sign-in-test-key-0123456789abcdef';
const folder = temporaryFolder();
let credentials: object;
beforeAll(async () => {
  const hub = await testHub({ ...folder, remove: () => undefined });
  credentials = await addPerson(hub, 'Ada', { [hub.fleet.homeClientId]: 'owner' });
  await hub.close();
});
afterAll(folder.remove);

interface Answer {
  status: number | undefined;
  cookies: string[];
}

function post(hub: Running, path: string, json: unknown, headers: Record<string, string>): Promise<Answer> {
  const body = JSON.stringify(json);
  const all = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...headers };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: hub.port, path, method: 'POST', headers: all },
      (response) => {
        resolve({ status: response.resume().statusCode, cookies: response.headers['set-cookie'] ?? [] });
      },
    );
    sent.on('error', reject).end(body);
  });
}

/** A port that nobody listens on, for an address that must be known before the hub starts. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The sign-in library checks less while it believes that it is tested, so this asks a hub in production. */
describe('a hub in production', () => {
  it.each<{ what: string; headers: Record<string, string>; isTold: boolean }>([
    { what: 'in the LAN', headers: { Host: 'nas.lan:8080', Origin: 'http://nas.lan:8080' }, isTold: false },
    {
      what: 'behind TLS that it was not told of',
      headers: { Host: 'porch.example', Origin: 'https://porch.example', 'Sec-Fetch-Site': 'same-origin' },
      isTold: false,
    },
    { what: 'behind TLS that rewrites the host', headers: { Host: '127.0.0.1:8080' }, isTold: true },
  ])('$what lets people sign in, change things and sign out', async ({ headers: sent, isTold }) => {
    const port = await freePort();
    const address = `https://porch.example:${port}`;
    const told = { PORT: String(port), PORCHLIGHT_URL: address };
    const headers = isTold ? { ...sent, Origin: address } : sent;
    const hub = await startHub(folder.path, KEY, { NODE_ENV: 'production', ...(isTold && told) });
    const { status, cookies } = await post(hub, '/api/auth/sign-in/email', credentials, headers);
    expect(status).toBe(200);
    expect(cookies.length).toBeGreaterThan(0);
    expect(cookies.every((cookie) => /; *Secure/i.test(cookie) === isTold)).toBe(true);
    const asAda = { ...headers, Cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') };
    const key = { name: 'mine', scopes: ['read'] };
    expect((await post(hub, '/api/v1/keys', key, asAda)).status).toBe(201);
    expect(
      (
        await post(hub, '/api/v1/keys', key, {
          ...asAda,
          Origin: 'https://evil.example',
          'Sec-Fetch-Site': 'cross-site',
        })
      ).status,
    ).toBe(403);
    expect((await post(hub, '/api/auth/sign-in/email', credentials, asAda)).status).toBe(200);
    expect((await post(hub, '/api/auth/sign-out', {}, asAda)).status).toBe(200);
    expect((await post(hub, '/api/v1/keys', key, asAda)).status).toBe(401);
    expect(await hub.stop()).toBe(0);
  });
});
