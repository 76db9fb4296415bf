import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat } from '../factories.ts';
import { hubOfTwoClients } from '../two-clients.ts';

const DAY_MS = 86_400_000;
let hub: Awaited<ReturnType<typeof hubOfTwoClients>>['hub'];
let home: string;
let smith: string;
let smithKey: string;
let viewerKey: string;

beforeAll(async () => {
  const made = await hubOfTwoClients();
  ({ hub, home, smith } = made);
  smithKey = await made.keyFor(smith, ['read', 'operate']);
  viewerKey = await made.keyFor(home, ['read']);
  await hub.request('/api/v1/servers', { json: { server_id: 'nas' } });
});
afterAll(() => hub.close());

const later = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const learn = (path: string, until: unknown, key?: string) =>
  hub.request(`/api/v1/${path}/learning`, { method: 'PUT', json: { until }, ...(key && { key }) });
const shown = async (id: string) =>
  (await (await hub.request(`/api/v1/servers/${id}`)).json()).learning_until;

describe('learning', () => {
  it('of a server is off, is turned on and off, outlives its reports, and is noted', async () => {
    expect(await shown('nas')).toBeNull();
    const until = later(7);
    const turned = await learn('servers/nas', until);
    expect(turned.status).toBe(204);
    await hub.request('/api/v1/agents/heartbeat', { json: heartbeat('nas') });
    expect(await shown('nas')).toBe(until);
    expect(hub.fleet.learningUntil('nas')).toBe(Date.parse(until));
    expect((await learn('servers/nas', null)).status).toBe(204);
    expect(await shown('nas')).toBeNull();
    const { items } = await (await hub.request('/api/v1/audit?action=server.learn')).json();
    expect(items.map(({ details }: { details: object }) => details)).toEqual([{ until: null }, { until }]);
  });

  it('of a client holds for its servers, those to come too, and for no other', async () => {
    const until = later(7);
    expect((await learn(`clients/${smith}`, until)).status).toBe(204);
    await hub.request('/api/v1/servers', { json: { server_id: 'smith-nas', client_id: smith } });
    expect(await shown('smith-nas')).toBe(until);
    expect(await shown('nas')).toBeNull();
    await learn(`clients/${smith}`, null);
    expect(await shown('smith-nas')).toBeNull();
  });

  it.each([
    { what: 'its server learns longer', server: 9, client: 3 },
    { what: 'its client learns longer', server: 3, client: 9 },
  ])('lasts as long as the later of both: $what', async ({ server, client }) => {
    const [ofServer, ofClient] = [later(server), later(client)];
    await learn('servers/nas', ofServer);
    await learn(`clients/${home}`, ofClient);
    expect(await shown('nas')).toBe(server > client ? ofServer : ofClient);
    await learn('servers/nas', null);
    await learn(`clients/${home}`, null);
  });

  it('can come with a new server', async () => {
    const before = Date.now();
    const json = { server_id: 'attic', learning_days: 7 };
    const made = await (await hub.request('/api/v1/servers', { json })).json();
    expect(Date.parse(made.learning_until)).toBeGreaterThanOrEqual(before + 7 * DAY_MS);
    expect(Date.parse(made.learning_until)).toBeLessThanOrEqual(Date.now() + 7 * DAY_MS);
    const refused = await hub.request('/api/v1/servers', { json: { server_id: 'shed', learning_days: 91 } });
    expect(refused.status).toBe(422);
  });

  it.each([
    { what: 'that is over', until: () => later(-1) },
    { what: 'of more than ninety days', until: () => later(91) },
    { what: 'without an end', until: () => undefined },
    { what: 'until some day', until: () => 'soon' },
  ])('$what is refused', async ({ until }) => {
    for (const path of ['servers/nas', `clients/${home}`]) {
      const answered = await learn(path, until());
      expect(answered.status).toBe(422);
      expect((await answered.json()).error.field).toBe('until');
    }
    expect(await shown('nas')).toBeNull();
  });

  it('is turned on by who operates there, and by nobody else', async () => {
    for (const [key, status] of [
      [smithKey, 404],
      [viewerKey, 403],
    ] as const) {
      expect((await learn('servers/nas', later(1), key)).status).toBe(status);
      expect((await learn(`clients/${home}`, later(1), key)).status).toBe(status);
    }
    expect((await learn('servers/nobody', later(1))).status).toBe(404);
    expect((await learn('clients/nobody', later(1))).status).toBe(404);
    expect(await shown('nas')).toBeNull();
    expect((await learn(`clients/${smith}`, later(1), smithKey)).status).toBe(204);
    await learn(`clients/${smith}`, null);
  });
});
