import { request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { pageOf } from '../status-page.ts';

/** The hub's public pages behind HTTP; in place of Astro stands something that counts what is drawn. */
describe('the public pages', () => {
  let hub: TestHub;
  let server: Server;
  let drawn: string[];
  let isBroken: boolean;
  beforeEach(async () => {
    drawn = [];
    isBroken = false;
    hub = await testHub(temporaryFolder());
    hub.statusSite.attach((request, response) => {
      const render = hub.statusSite.toRender(request.url?.split('/').at(-1) ?? '');
      if (!render || isBroken) return void response.writeHead(500).end();
      drawn.push(`${render.kind} ${render.language}`);
      response.end(render.kind === 'page' ? `<p>${render.page.title}` : '<p>door');
    }, '');
    server = createServer((request, response) => {
      if (!hub.statusSite.handle(request, response)) response.writeHead(404).end('somebody else');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.close();
    await hub.stop();
  });

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
      (resolve, reject) => {
        const { port } = server.address() as AddressInfo;
        const sent = ask({ port, host: '127.0.0.1', path, headers, method, agent: false }, (response) => {
          text(response).then(
            (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
            reject,
          );
        });
        sent.on('error', reject);
        sent.end();
      },
    );
  const api = async (path: string, json: unknown, method = 'POST') =>
    (await hub.request(`/api/v1/status-pages${path}`, { method, json })).json();
  const addPage = async (title = 'Family'): Promise<string> =>
    (await api('', { ...pageOf('family', 'media', title), groups: [] })).page_id;
  const protect = async (id: string, is_protected: boolean): Promise<string> =>
    (await api(`/${id}/access`, { is_protected }, 'PUT')).word;

  it('are drawn once for all ways to write an address, and for HEAD', async () => {
    await addPage();
    for (const path of ['/status/family/en', '/status/family/en/', '/status/family/en?again']) {
      expect((await get(path)).body).toBe('<p>Family');
    }
    expect(await get('/status/family/en', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(drawn).toEqual(['page en']);
  });

  it.each([
    ['GET', '/status//en'],
    ['GET', '/status/gone/en'],
    ['GET', '/status/family/en/../../en'],
    ['POST', '/status/family/en'],
    ['DELETE', '/status/family/en'],
  ])('leave %s %s to others', async (method, path) => {
    await addPage();
    expect((await get(path, {}, method)).body).toBe('somebody else');
    expect(drawn).toEqual([]);
  });

  it('are shut at once by a word, also for who has what is kept', async () => {
    const id = await addPage();
    const before = await get('/status/family/en');
    const json = await get('/status/family.json');
    const word = await protect(id, true);
    const shut = await get('/status/family/en', { 'If-None-Match': String(before.headers.etag) });
    expect([shut.status, shut.body, shut.headers['cache-control']]).toEqual([
      403,
      '<p>door',
      'private, no-cache',
    ]);
    const refused = await get('/status/family.json', { 'If-None-Match': String(json.headers.etag) });
    expect([refused.status, refused.headers['cache-control']]).toEqual([401, 'no-store']);
    expect(refused.body).not.toContain('Family');
    const opened = await get('/status/family/en', { Authorization: `Bearer ${word}` });
    expect([opened.status, opened.body]).toEqual([200, '<p>Family']);
    expect(opened.headers['cdn-cache-control']).toBeUndefined();
    // What was made for who knows the word is kept, and for nobody else.
    expect((await get('/status/family/en')).status).toBe(403);
    const fresh = await protect(id, true);
    expect((await get('/status/family/en', { Authorization: `Bearer ${word}` })).status).toBe(403);
    expect((await get('/status/family/en', { Authorization: `Bearer ${fresh}` })).status).toBe(200);
  });

  it('have a door that is drawn once, however many stand before it', async () => {
    await protect(await addPage(), true);
    for (let i = 0; i < 5; i += 1) expect((await get('/status/family/en')).status).toBe(403);
    expect(drawn).toEqual(['door en']);
  });

  it('are gone when they are removed, and another at their address is another', async () => {
    const id = await addPage();
    await get('/status/family/en');
    await hub.request(`/api/v1/status-pages/${id}`, { method: 'DELETE' });
    expect((await get('/status/family/en')).body).toBe('somebody else');
    await addPage('Others');
    isBroken = true;
    const failed = await get('/status/family/en');
    expect([failed.status, failed.headers['cache-control']]).toEqual([503, 'no-store']);
    expect(failed.body).not.toContain('Family');
  });

  it('are shown as they were, with their age, when they cannot be drawn', async () => {
    const id = await addPage();
    await get('/status/family/en');
    await api(`/${id}`, { ...pageOf('family', 'media', 'Renamed'), groups: [] }, 'PUT');
    isBroken = true;
    const old = await get('/status/family/en');
    expect([old.status, old.body]).toEqual([200, '<p>Family']);
    expect(old.headers.age).toMatch(/^\d+$/);
  });
});
