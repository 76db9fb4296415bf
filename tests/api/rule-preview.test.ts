import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Heartbeat } from '../../agent/protocol.ts';
import { DEFAULT_RULES } from '../../src/collector/alerts/rules/defaults.ts';
import { heartbeat, type TestHub } from '../factories.ts';
import { hubOfTwoClients } from '../two-clients.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const START = Date.now() - 5 * DAY;
let hub: TestHub;
let smith: string;
let smithKey: string;

interface Report {
  minute: number;
  disk?: number;
  mounts?: Record<string, number>;
  service?: 'running' | 'stopped' | 'failed';
  uptime?: number;
}

function reportOf(id: string, { minute, disk = 10, mounts, service = 'running', uptime }: Report): Heartbeat {
  const mount = ([mount_point, percent]: [string, number]) => ({
    mount_point,
    percent,
    device: '/dev/sda1',
    filesystem: 'ext4',
    used_gb: percent,
    total_gb: 100,
  });
  const made = heartbeat(id, START + minute * MINUTE, {
    services: [{ name: 'smbd', status: service }],
    ...(mounts && { mounts: Object.entries(mounts).map(mount) }),
  });
  return {
    ...made,
    metrics: { ...made.metrics, disk_percent: disk, uptime_seconds: uptime ?? 100_000 + minute * 60 },
  };
}

async function send(id: string, reports: Report[]): Promise<void> {
  const json = { heartbeats: reports.map((report) => reportOf(id, report)) };
  expect((await hub.request('/api/v1/agents/heartbeats', { json })).status).toBe(200);
}
/** One after the other, a minute each. */
const minutes = (from: number, ...disks: number[]): Report[] =>
  disks.map((disk, i) => ({ minute: from + i, disk }));
const services = (from: number, ...states: Report['service'][]): Report[] =>
  states.map((service, i) => ({ minute: from + i, ...(service && { service }) }));

beforeAll(async () => {
  const made = await hubOfTwoClients();
  ({ hub, smith } = made);
  smithKey = await made.keyFor(smith, ['read']);
  for (const [server_id, client_id, tags] of [
    ['plain', made.home, ['nas']],
    ['mounted', made.home, []],
    ['served', made.home, []],
    ['theirs', smith, []],
  ] as const) {
    const expected_services = server_id === 'served' ? [{ name: 'smbd' }] : [];
    const json = { server_id, client_id, tags, expected_services };
    expect((await hub.request('/api/v1/servers', { json })).status).toBe(201);
  }
  await send('plain', minutes(0, 70, 81, 79, 81, 77, 82, 70, 92, 70));
  await send('plain', minutes(2 * 1440, 85, 85, 85, 70));
  await send('mounted', [
    { minute: 0, disk: 95, mounts: { '/': 95, '/data': 50 } },
    { minute: 1, disk: 95, mounts: { '/': 95, '/data': 81 } },
    { minute: 2, disk: 60, mounts: { '/': 60, '/data': 60 } },
    { minute: 3, disk: 95, mounts: { '/': 95, '/data': 60 }, service: 'stopped' },
  ]);
  await send('served', [
    ...services(0, 'running', 'stopped', 'stopped', 'failed', 'running', 'stopped', 'running'),
    { minute: 60, service: 'stopped', uptime: 60 },
    { minute: 61, service: 'running', uptime: 120 },
    { minute: 120, service: 'stopped', uptime: 200 },
    { minute: 121, service: 'stopped', uptime: 260 },
    { minute: 122, service: 'stopped', uptime: 320 },
    { minute: 123, service: 'running', uptime: 380 },
  ]);
  await send('theirs', minutes(0, 95));
});
afterAll(() => hub.close());

const preview = async (id: string, changes: object = {}, key?: string) => {
  const json = { ...DEFAULT_RULES[id], ...changes };
  const answered = await hub.request('/api/v1/rules/preview', { json, ...(key && { key }) });
  return { status: answered.status, body: await answered.json() };
};
const timesOf = async (...asked: Parameters<typeof preview>): Promise<Record<string, number>> => {
  const { status, body } = await preview(...asked);
  expect(status).toBe(200);
  const entries = body.most.map(({ server_id, subject, times }: Record<string, string | number>) => [
    [server_id, subject].filter(Boolean).join(' '),
    times,
  ]);
  return Object.fromEntries(entries);
};
const DISK = DEFAULT_RULES.disk?.watch;
const scope = (changes: object) => ({ scope: { tag: null, server_id: null, subject: null, ...changes } });

describe('how often a rule would have fired', () => {
  it.each<{ what: string; id?: string; changes?: object; times: Record<string, number> }>([
    {
      what: 'counts each time it begins, with hysteresis; the fullest disk only where no file system speaks',
      times: { plain: 4, 'mounted /': 2, 'mounted /data': 1, theirs: 1 },
    },
    {
      what: 'counts more without a clear level',
      changes: { watch: { ...DISK, clear: null }, ...scope({ server_id: 'plain' }) },
      times: { plain: 5 },
    },
    {
      what: 'counts less with a higher level',
      changes: { watch: { ...DISK, warning: null, critical: 90, clear: null } },
      times: { plain: 1, 'mounted /': 2, theirs: 1 },
    },
    {
      what: 'counts only what lasts for so many reports in a row',
      changes: { consecutive: 3 },
      times: { plain: 1 },
    },
    {
      what: 'counts only what lasts for so long',
      changes: { for_seconds: 120 },
      times: { plain: 1 },
    },
    {
      what: 'looks at one server',
      changes: scope({ server_id: 'mounted', subject: '/data' }),
      times: { 'mounted /data': 1 },
    },
    { what: 'looks at servers with a tag', changes: scope({ tag: 'nas' }), times: { plain: 4 } },
    {
      what: 'counts states of expected services, and none while the machine starts',
      id: 'service',
      times: { 'served smbd': 3 },
    },
    {
      what: 'counts services that are down for long',
      id: 'service',
      changes: { for_seconds: 120 },
      times: { 'served smbd': 1 },
    },
    {
      what: 'counts the states that the rule names',
      id: 'service',
      changes: {
        watch: { ...DEFAULT_RULES.service?.watch, warning_states: ['failed'], critical_states: [] },
      },
      times: { 'served smbd': 1 },
    },
    { what: 'counts nothing where nothing was wrong', id: 'memory', times: {} },
  ])('$what', async ({ id = 'disk', changes, times }) => {
    expect(await timesOf(id, changes)).toEqual(times);
  });

  it('tells how many servers and days it looked at, and the worst first', async () => {
    const { body } = await preview('disk');
    expect(body).toMatchObject({ times: 8, servers: 4, days: 6 });
    expect(body.most[0]).toEqual({ server_id: 'plain', server_name: 'plain', subject: '', times: 4 });
  });

  it('counts silences from what was noted of presence', async () => {
    const { database } = hub.hub;
    const note = (state: string, minute: number) => ({
      sql: "INSERT INTO transitions (id, client_id, server_id, kind, subject, state, at, reason) VALUES (?, ?, 'plain', 'server', '', ?, ?, '')",
      args: [`note-${minute}`, hub.fleet.homeClientId, state, START + minute * MINUTE],
    });
    await database.write([
      note('offline', 3000),
      note('online', 3004),
      note('offline', 3100),
      note('online', 3160),
    ]);
    expect(await timesOf('agent-offline')).toEqual({ plain: 2 });
    const watch = { ...DEFAULT_RULES['agent-offline']?.watch, critical_seconds: 600 };
    expect(await timesOf('agent-offline', { watch })).toEqual({ plain: 1 });
    expect(await timesOf('push-offline')).toEqual({});
  });

  it('is told of the servers of the asker alone, and of no other client', async () => {
    expect(await timesOf('disk', {}, smithKey)).toEqual({ theirs: 1 });
    expect(await timesOf('disk', { client_id: smith })).toEqual({ theirs: 1 });
    const other = await preview('disk', { client_id: hub.fleet.homeClientId }, smithKey);
    expect(other.status).toBe(404);
  });

  it('is refused for a rule that does not fit', async () => {
    const { status, body } = await preview('disk', { watch: { ...DISK, warning: 95 } });
    expect(status).toBe(422);
    expect(body.error.field).toBe('watch.critical');
  });

  it('is counted over more points than one answer holds', async () => {
    const clientId = hub.fleet.homeClientId;
    await hub.request('/api/v1/servers', { json: { server_id: 'wide', client_id: clientId } });
    const names = Array.from({ length: 64 }, (_, i) => `mount_percent:/m${i}`);
    const reports = Array.from({ length: 1750 }, (_, i) => {
      const at = START + i * MINUTE;
      return { clientId, serverId: 'wide', at, names, values: names.map(() => (i % 250 === 100 ? 85 : 20)) };
    });
    await hub.hub.database.write(hub.metrics.append(reports));
    const { body } = await preview('disk', scope({ server_id: 'wide' }));
    expect(body).toMatchObject({ times: 64 * 7, servers: 1 });
    expect(body.most).toHaveLength(10);
  });
});
