import { copyFileSync, cpSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiDocs, buildServer, closeServer } from '../../src/collector/app/index.ts';
import { temporaryFolder } from '../factories.ts';

const folder = temporaryFolder();
let server: ReturnType<typeof buildServer>;
let url: string;

beforeAll(async () => {
  cpSync('src/api-docs', folder.path, { recursive: true });
  for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css']) {
    copyFileSync(join('node_modules/swagger-ui-dist', file), join(folder.path, file));
  }
  server = buildServer({
    fetch: () => new Response('collector'),
    pages: (_, response) => void response.end('page'),
    downloads: (_, response) => void response.end('download'),
    docs: apiDocs(folder.path),
    statusSite: () => false,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await closeServer(server, 1000);
  folder.remove();
});

const ask = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { redirect: 'manual', ...init });

describe('the page that describes the API', () => {
  it.each([
    ['/api/docs', 'text/html; charset=utf-8', 'no-cache'],
    ['/api/docs/start.js', 'text/javascript; charset=utf-8', 'public, max-age=3600'],
    ['/api/docs/swagger-ui-bundle.js', 'text/javascript; charset=utf-8', 'public, max-age=3600'],
    ['/api/docs/swagger-ui.css?v=1', 'text/css; charset=utf-8', 'public, max-age=3600'],
  ])('answers %s to everybody as %s', async (path, type, cache) => {
    const answered = await ask(path);
    expect(answered.status).toBe(200);
    expect(answered.headers.get('content-type')).toBe(type);
    expect(answered.headers.get('cache-control')).toBe(cache);
    const policy = answered.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(answered.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('loads nothing but its own files, and runs nothing that stands in it', async () => {
    const html = await (await ask('/api/docs')).text();
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(addresses.length).toBeGreaterThan(3);
    expect(addresses.filter((address) => !/^\/(?!\/)/.test(address))).toEqual([]);
    expect(html).not.toMatch(/<style|style=|<script>/);
  });

  it('sends a file once to who still has it', async () => {
    const etag = (await ask('/api/docs/swagger-ui.css')).headers.get('etag') ?? '';
    const again = await ask('/api/docs/swagger-ui.css', { headers: { 'If-None-Match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const other = await ask('/api/docs/start.js', { headers: { 'If-None-Match': etag } });
    expect(other.status).toBe(200);
  });

  it('says so when its files are gone, and the hub goes on', async () => {
    const other = buildServer({
      fetch: () => new Response('collector'),
      pages: (_, response) => void response.end('page'),
      downloads: (_, response) => void response.end('download'),
      docs: apiDocs(join(folder.path, 'gone')),
      statusSite: () => false,
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const answered = await fetch(`http://127.0.0.1:${(other.address() as AddressInfo).port}/api/docs`);
    expect([answered.status, answered.headers.get('retry-after')]).toEqual([503, '60']);
    expect((await answered.json()).error.code).toBe('unavailable');
    await closeServer(other, 1000);
  });

  it('answers HEAD without a body', async () => {
    const answered = await ask('/api/docs', { method: 'HEAD' });
    expect([answered.status, await answered.text()]).toEqual([200, '']);
  });

  it.each(['/api/redoc', '/api/docs/'])('is where %s leads', async (path) => {
    const answered = await ask(path);
    expect([answered.status, answered.headers.get('location')]).toEqual([308, '/api/docs']);
  });

  it.each(['index.html', 'x', '%2e%2e%2fpackage.json', 'swagger-ui-bundle.js.map'])(
    'has no other file: %s',
    async (name) => {
      expect((await ask(`/api/docs/${name}`)).status).toBe(404);
    },
  );

  it('is only read', async () => {
    expect((await ask('/api/docs', { method: 'POST' })).status).toBe(404);
    expect((await ask('/api/redoc', { method: 'POST' })).status).toBe(404);
  });

  it('leaves other paths alone', async () => {
    expect(await (await ask('/api/docsx')).text()).toBe('collector');
    expect(await (await ask('/metrics')).text()).toBe('collector');
    expect(await (await ask('/metricsx')).text()).toBe('page');
  });
});
