import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TroubledHub, troubledHub } from '../alerting.ts';
import { type ApiDocument, schemaOf } from '../openapi.ts';

let trouble: TroubledHub;
let acme = '';
let homeKey = '';
const byHome = (path: string) => trouble.hub.request(path, { key: homeKey });

/** Oldest first: what is wrong here, and what became of it. */
beforeAll(async () => {
  trouble = await troubledHub();
  const { hub, push, report, newest, act, read } = trouble;
  await push('nas', [['critical', 'Pool broken']]);
  await act((await newest('nas')).alert_id, 'resolve');
  await push('shed', [['info', 'Certificate expires']]);
  await act((await newest('shed')).alert_id, 'acknowledge');
  await report('media', 85);
  await push('acme-nas', [['warning', 'Fan failed']], {}, 'Acme Corp');
  const { items } = await read('/api/v1/clients');
  acme = items.find(({ name }: { name: string }) => name === 'Acme Corp').client_id;
  const json = { name: 'home', scopes: ['read'], client_id: hub.fleet.homeClientId };
  homeKey = (await (await hub.request('/api/v1/keys', { json })).json()).key;
});
afterAll(() => trouble.hub.close());

describe('the list of alerts', () => {
  it.each([
    { what: 'is newest first', query: () => '', servers: ['acme-nas', 'media', 'shed', 'nas'] },
    { what: 'of one severity', query: () => 'severity=high', servers: ['acme-nas', 'media'] },
    {
      what: 'of several, with a comma between',
      query: () => 'severity=critical,low',
      servers: ['shed', 'nas'],
    },
    {
      what: 'of several, named again',
      query: () => 'severity=critical&severity=low',
      servers: ['shed', 'nas'],
    },
    { what: 'that are open', query: () => 'status=open', servers: ['acme-nas', 'media'] },
    {
      what: 'that are not over',
      query: () => 'status=open,acknowledged',
      servers: ['acme-nas', 'media', 'shed'],
    },
    { what: 'that are over', query: () => 'status=resolved', servers: ['nas'] },
    { what: 'of one server', query: () => 'server_id=media', servers: ['media'] },
    { what: 'of one client', query: () => `client_id=${acme}`, servers: ['acme-nas'] },
    {
      what: 'that fit all that is asked',
      query: () => 'status=open&severity=high&server_id=media',
      servers: ['media'],
    },
    {
      what: 'opened from a time on',
      query: async () => `from=${(await trouble.newest('media')).created_at}`,
      servers: ['acme-nas', 'media'],
    },
    {
      what: 'opened before a time, which is not included',
      query: async () => `to=${(await trouble.newest('media')).created_at}`,
      servers: ['shed', 'nas'],
    },
  ])('$what', async ({ query, servers }) => {
    const items = await trouble.alerts(`?${await query()}`);
    expect(items.map(({ server_id }) => server_id)).toEqual(servers);
  });

  it('comes in pages that hold each once', async () => {
    const first = await trouble.read('/api/v1/alerts?limit=3');
    const second = await trouble.read(`/api/v1/alerts?limit=3&cursor=${first.next_cursor}`);
    const ids = [...first.items, ...second.items].map(({ server_id }) => server_id);
    expect([ids, second.next_cursor]).toEqual([['acme-nas', 'media', 'shed', 'nas'], null]);
  });

  it('says how many are open, whatever was asked for, of those the asker may see', async () => {
    const total = async (query: string, by?: typeof byHome) =>
      (await trouble.read(`/api/v1/alerts?${query}`, by)).total_open;
    expect([await total(''), await total('status=resolved'), await total('', byHome)]).toEqual([2, 2, 1]);
  });

  it("leaves other clients' out", async () => {
    const items = await trouble.alerts('', byHome);
    expect(items.map(({ server_id }) => server_id)).toEqual(['media', 'shed', 'nas']);
  });

  it.each([
    { what: 'a server that is not there', query: () => 'server_id=nobody', status: 404 },
    { what: "another client's server", query: () => 'server_id=acme-nas', status: 404 },
    { what: 'another client', query: () => `client_id=${acme}`, status: 404 },
    { what: 'a severity that is none', query: () => 'severity=critical,loud', status: 422 },
    { what: 'a status that is none', query: () => 'status=gone', status: 422 },
    { what: 'a time that is none', query: () => 'from=yesterday', status: 422 },
    { what: 'no row at all', query: () => 'limit=0', status: 422 },
  ])('refuses to be asked for $what', async ({ query, status }) => {
    expect((await byHome(`/api/v1/alerts?${query()}`)).status).toBe(status);
  });
});

describe('one alert', () => {
  it('of a rule tells its figures, its series, what happened and what to do', async () => {
    const alert = await trouble.detail((await trouble.newest('media')).alert_id);
    expect(alert).toMatchObject({
      server_name: 'media',
      client_name: 'Home',
      severity: 'high',
      type: 'disk_warning',
      title: 'Disk usage high',
      message: expect.stringMatching(/^Disk .data is 85.% full. The limit is 80.%.$/),
      rule_id: 'disk',
      rule_name: 'Disk usage',
      subject: '/data',
      metric_value: 85,
      threshold_value: 80,
      metric: 'mount_percent:/data',
      unit: '%',
      status: 'open',
      resolved_at: null,
      notified: false,
      quiet_reason: 'No channel or device takes high alerts',
      auto_remediation: { available: false, action_id: null, status: null },
      deliveries: [],
    });
    expect(alert.events.map(({ kind, actor }: Record<string, unknown>) => [kind, actor])).toEqual([
      ['opened', null],
      ['quiet', null],
    ]);
    expect(alert.advice.length).toBeGreaterThan(0);
  });

  it('that a system reported has neither rule nor series', async () => {
    const { alert_id } = await trouble.newest('acme-nas');
    const none = { rule_id: 'reported', rule_name: null, metric: null, unit: '', metric_value: null };
    expect(await trouble.detail(alert_id)).toMatchObject({ ...none, title: 'Fan failed' });
  });

  it('on a pushed reading has the unit that it came with', async () => {
    const metrics = [{ metric_name: 'ups_battery_charge', value: 15, unit: '%' }];
    await trouble.push('ups', [], { metrics });
    const alert = await trouble.detail((await trouble.newest('ups')).alert_id);
    expect(alert).toMatchObject({ type: 'ups_battery_low', metric: 'reported_value:ups_battery_charge' });
    expect(alert.unit).toBe('%');
  });

  it("is not there when it is another client's, or nobody's", async () => {
    const { alert_id } = await trouble.newest('acme-nas');
    for (const id of [alert_id, 'nobody']) {
      expect((await byHome(`/api/v1/alerts/${id}`)).status).toBe(404);
    }
  });

  it('is told as the document says', async () => {
    const document: ApiDocument = await trouble.read('/api/openapi.json');
    const { items } = await trouble.read('/api/v1/alerts');
    for (const { alert_id } of items) {
      const answered = await trouble.detail(alert_id);
      const checked = schemaOf(document, 'get /api/v1/alerts/{alert_id}', 200).safeParse(answered);
      expect(checked.error?.issues ?? []).toEqual([]);
    }
  });
});
