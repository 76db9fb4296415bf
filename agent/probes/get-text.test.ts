import { mkdtempSync, rmSync } from 'node:fs';
import http, { type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { getText } from './get-text.ts';

let folder = '';
const servers: Server[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-get-'));
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

async function listen(answer: RequestListener, where: string | number): Promise<Server> {
  const server = http.createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(where, resolve));
  return server;
}

it('asks over a Unix socket', async () => {
  const socket = join(folder, 'engine.sock');
  await listen((request, response) => response.end(`${request.method} ${request.url}`), socket);
  expect(await getText(socket, '/containers/json?all=true', 5_000)).toBe('GET /containers/json?all=true');
});

it('asks over HTTP, as a socket proxy is reached', async () => {
  const server = await listen((request, response) => response.end(request.url), 0);
  const { port } = server.address() as AddressInfo;
  expect(await getText(`http://127.0.0.1:${port}`, '/version', 5_000)).toBe('/version');
});

it.each<[string, RequestListener, string]>([
  ['refuses', (_, response) => response.writeHead(403).end('{}'), 'answers 403 for /x'],
  ['never answers', () => undefined, 'gave no answer in 0.05 s'],
  ['does not stop answering', (_, response) => response.end('x'.repeat(8_100_000)), 'more than 8 MB'],
  ['cuts the connection', (request) => request.socket.destroy(), 'socket hang up'],
])('one that %s is an error in words', async (_, answer, reason) => {
  const socket = join(folder, 'engine.sock');
  await listen(answer, socket);
  await expect(getText(socket, '/x', reason.includes('0.05') ? 50 : 5_000)).rejects.toThrow(reason);
});

it('says that nothing is there', async () => {
  await expect(getText(join(folder, 'absent.sock'), '/x', 5_000)).rejects.toThrow('ENOENT');
});
