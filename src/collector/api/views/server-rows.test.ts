import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub, testHub } from '../../../../tests/factories.ts';
import type { Ctx } from '../../context.ts';
import { DEFAULT_SETTINGS } from '../../settings.ts';
import { serverRows } from './server-rows.ts';
import type { ServerListQuery } from './types.ts';

let hub: TestHub;
const ctx = (): Ctx => ({
  actor: { type: 'person', id: 'p', name: 'Ada' },
  grants: new Map([[hub.fleet.homeClientId, new Set(['read'] as const)]]),
  hubWide: false,
  serverId: null,
  requestId: 'r',
});

/** id, name, tags, CPU in per cent (null: never reported) */
const SERVERS: [string, string, string[], number | null][] = [
  ['attic', 'Zebra', ['backup'], 50],
  ['cellar', 'apple', ['media', 'backup'], 95],
  ['loft', 'Mango', [], null],
  ['nas', 'Éclair', ['media'], 5],
  ['shed', 'banana', [], 5],
];

beforeAll(async () => {
  hub = await testHub();
  for (const [server_id, display_name, tags, cpu] of SERVERS) {
    const location = server_id === 'shed' ? 'Garden' : null;
    await hub.request('/api/v1/servers', { json: { server_id, display_name, tags, location } });
    if (cpu === null) continue;
    const json = heartbeat(server_id, Date.now(), { metrics: { cpu_percent: cpu } });
    await hub.request('/api/v1/agents/heartbeat', { json });
  }
});
afterAll(() => hub.close());

const page = (query: ServerListQuery) => hub.hub.views.servers(ctx(), query);
const ids = async (query: ServerListQuery) => (await page(query)).items.map((row) => row.server_id);

describe('the rows of servers', () => {
  it.each<{ what: string; query: ServerListQuery; expected: string[] }>([
    { what: 'by id', query: { sort: 'server_id' }, expected: ['attic', 'cellar', 'loft', 'nas', 'shed'] },
    {
      what: 'by id, turned round',
      query: { sort: '-server_id' },
      expected: ['shed', 'nas', 'loft', 'cellar', 'attic'],
    },
    {
      what: 'by name, as people sort',
      query: { sort: 'display_name' },
      expected: ['cellar', 'shed', 'nas', 'loft', 'attic'],
    },
    {
      what: 'by CPU, unknown first, the id between equals',
      query: { sort: 'cpu_percent' },
      expected: ['loft', 'nas', 'shed', 'attic', 'cellar'],
    },
    {
      what: 'by CPU, highest first, the id between equals',
      query: { sort: '-cpu_percent' },
      expected: ['cellar', 'attic', 'nas', 'shed', 'loft'],
    },
    { what: 'by presence', query: { sort: '-status' }, expected: ['loft', 'attic', 'cellar', 'nas', 'shed'] },
    {
      what: 'worst first unless asked otherwise',
      query: {},
      expected: ['loft', 'cellar', 'attic', 'nas', 'shed'],
    },
  ])('come $what', async ({ query, expected }) => {
    expect(await ids(query)).toEqual(expected);
  });

  it.each<{ what: string; query: ServerListQuery; expected: string[] }>([
    { what: 'a part of the id', query: { q: 'at' }, expected: ['attic'] },
    { what: 'a part of the name in any case', query: { q: 'APP' }, expected: ['cellar'] },
    { what: 'a place', query: { q: 'garden' }, expected: ['shed'] },
    { what: 'a part of a tag', query: { q: 'medi' }, expected: ['cellar', 'nas'] },
    { what: 'a tag', query: { tag: 'backup' }, expected: ['attic', 'cellar'] },
    { what: 'only a whole tag', query: { tag: 'back' }, expected: [] },
    { what: 'a state', query: { status: 'unknown' }, expected: ['loft'] },
    { what: 'all of these at once', query: { tag: 'media', status: 'online', q: 'nas' }, expected: ['nas'] },
    {
      what: 'everything for blanks',
      query: { q: '  ' },
      expected: ['attic', 'cellar', 'loft', 'nas', 'shed'],
    },
    { what: 'nothing for what is not there', query: { q: '%' }, expected: [] },
  ])('are found by $what', async ({ query, expected }) => {
    expect(await ids({ ...query, sort: 'server_id' })).toEqual(expected);
    expect((await page(query)).total).toBe(expected.length);
  });

  it.each([1, 2, 3, 5, 200])(
    'in pages of %i come each once and in order, and the last says that it is',
    async (limit) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const { items, next_cursor, total } = await page({ sort: '-cpu_percent', limit, cursor });
        expect(items.length).toBeLessThanOrEqual(limit);
        expect(total).toBe(5);
        seen.push(...items.map((row) => row.server_id));
        cursor = next_cursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(await ids({ sort: '-cpu_percent' }));
    },
  );

  it.each<{ what: string; query: ServerListQuery; field: string }>([
    { what: 'a column that is not there', query: { sort: 'password' }, field: 'sort' },
    { what: 'a column that every object has', query: { sort: '__proto__' }, field: 'sort' },
    { what: 'no column', query: { sort: '' }, field: 'sort' },
    { what: 'a cursor of nobody', query: { cursor: 'nobody' }, field: 'cursor' },
    { what: 'a cursor outside what is looked for', query: { cursor: 'nas', tag: 'backup' }, field: 'cursor' },
  ])('refuse $what', async ({ query, field }) => {
    await expect(page(query)).rejects.toMatchObject({ code: 'invalid', options: { field } });
  });

  it('tell the newest numbers of the machine, without those of its parts', async () => {
    const [row] = (await page({ q: 'attic' })).items;
    expect(row?.latest).toEqual(expect.objectContaining({ cpu_percent: 50 }));
    expect(Object.keys(row?.latest ?? {}).filter((name) => name.includes(':'))).toEqual([]);
  });

  it('tell and find those whose agent is older than the hub’s own', async () => {
    const agents = { attic: '0.1.9', cellar: '0.2.0', nas: 'dev' };
    for (const [id, agent_version] of Object.entries(agents)) {
      const host = { hostname: id, ip_addresses: [], agent_version };
      const json = heartbeat(id, Date.now() + 1000, { host, metrics: { cpu_percent: 5 } });
      await hub.request('/api/v1/agents/heartbeat', { json });
    }
    const parts = { ...hub, settings: () => DEFAULT_SETTINGS, version: '0.2.0' };
    const rows = (query: ServerListQuery) => serverRows(parts, ctx(), query, Date.now()).items;
    const old = rows({}).filter(({ agent_is_old }) => agent_is_old);
    expect(old.map(({ server_id }) => server_id)).toEqual(['attic']);
    expect(rows({ agent: 'old' }).map(({ agent_version }) => agent_version)).toEqual(['0.1.9']);
  });
});
