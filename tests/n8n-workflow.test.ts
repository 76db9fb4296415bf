import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHub, testHub } from './factories.ts';
import { readWorkflow, runWorkflow, type SentRequest, type WorkflowNode } from './n8n-workflow.ts';

const PATH = 'public/n8n/truenas-to-porchlight.json';
/** The newest of each kind of node that an n8n of version 2.0 has. */
const NEWEST = new Map([
  ['n8n-nodes-base.stickyNote', 1],
  ['n8n-nodes-base.scheduleTrigger', 1.3],
  ['n8n-nodes-base.manualTrigger', 1],
  ['n8n-nodes-base.set', 3.4],
  ['n8n-nodes-base.code', 2],
  ['n8n-nodes-base.httpRequest', 4.3],
]);
const CONFIG = {
  truenas_url: 'https://nas.test/',
  porchlight_url: 'https://hub.test',
  client_name: 'Acme Corp',
  system_id: '',
  allow_self_signed: false,
};

interface Metric {
  metric_name: string;
  metric_type: string;
  system_id: string;
  value: number | string;
  unit: string;
}
interface Push {
  system: Record<string, string>;
  metrics: Metric[];
  alerts?: { severity: string; message: string }[];
}
type Answers = Record<string, unknown>;

const workflow = readWorkflow(PATH);
const fixture = (version: string): Answers =>
  JSON.parse(readFileSync(`tests/fixtures/n8n/truenas-${version}.json`, 'utf8'));
const isHttp = (node: WorkflowNode) => node.type === 'n8n-nodes-base.httpRequest';
const readings = workflow.nodes.filter((node) => isHttp(node) && node.name !== 'Send to Porchlight');

/** Runs the workflow against these answers of a TrueNAS; a path that is not among them is refused. */
function run(answers: Answers, config: Record<string, unknown> = {}, sent: SentRequest[] = []) {
  runWorkflow(workflow, { ...CONFIG, ...config }, (request) => {
    sent.push(request);
    const { origin, pathname, search } = new URL(request.url);
    if (origin === 'https://hub.test') return { ok: true };
    const answer = answers[`${request.method} ${pathname.replace('/api/v2.0/', '')}${search}`];
    if (answer === undefined) throw new Error('500 - Internal Server Error');
    return answer;
  });
  const pushed = sent.at(-1);
  return { sent, pushed, push: JSON.parse(pushed?.body ?? '{}') as Push };
}

const without = (answers: Answers, ...paths: string[]): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([path]) => !paths.includes(path)));
const valuesOf = ({ metrics }: Push) =>
  Object.fromEntries(metrics.map(({ metric_name, value, unit }) => [metric_name, `${value} ${unit}`.trim()]));

describe('the file', () => {
  it('names every node once, and connects only nodes that are there', () => {
    const names = workflow.nodes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(names.length);
    const ends = Object.entries(workflow.connections).flatMap(([from, { main }]) => [
      from,
      ...main.flat().map(({ node }) => node),
    ]);
    expect(ends.filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => !ends.includes(name))).toEqual(['About']);
  });

  it('uses no kind of node, and no version of it, that n8n 2.0 lacks', () => {
    const tooNew = workflow.nodes.filter(({ type, typeVersion }) => typeVersion > (NEWEST.get(type) ?? 0));
    expect(tooNew.map(({ name }) => name)).toEqual([]);
  });

  it('starts by hand and by schedule, and is not active', () => {
    const triggers = workflow.nodes.filter(({ type }) => type.endsWith('Trigger'));
    const followers = triggers.map(({ name }) => workflow.connections[name]?.main[0]?.[0]?.node);
    expect(followers).toEqual(['Config', 'Config']);
    expect(workflow.active).toBe(false);
  });

  it('gives every request a time-out, no redirect, and a credential that is only named', () => {
    for (const { name, parameters, credentials } of workflow.nodes.filter(isHttp)) {
      expect(parameters.options, name).toMatchObject({
        timeout: 20_000,
        redirect: { redirect: { followRedirects: false } },
      });
      const credential = name === 'Send to Porchlight' ? 'Porchlight key' : 'TrueNAS API key';
      expect(credentials, name).toEqual({ httpHeaderAuth: { id: null, name: credential } });
    }
  });

  it('asks each thing once, and only the system information may end the run', () => {
    expect(readings.filter(({ executeOnce }) => executeOnce !== true)).toEqual([]);
    const essential = readings.filter(({ onError }) => onError !== 'continueRegularOutput');
    expect(essential.map(({ name }) => name)).toEqual(['System info']);
  });

  it('holds no address that is not https', () => {
    const addresses = JSON.stringify(workflow).match(/https?:\/\/[\w.-]+/g) ?? [];
    expect(addresses.filter((address) => !address.startsWith('https://'))).toEqual([]);
    expect(addresses.length).toBeGreaterThan(0);
  });
});

describe('a run', () => {
  it.each([
    ['plain http to TrueNAS', { truenas_url: 'http://nas.test' }, 'truenas_url must be an https address'],
    ['a TrueNAS without an address', { truenas_url: '' }, 'truenas_url must be an https address'],
    ['a hub without an address', { porchlight_url: 'hub.test' }, 'porchlight_url'],
  ])('refuses %s before it sends anything', (_, config, message) => {
    const sent: SentRequest[] = [];
    expect(() => run(fixture('25.04'), config, sent)).toThrow(message);
    expect(sent).toEqual([]);
  });

  it('reads a TrueNAS 25.04 into one document', () => {
    const { push } = run(fixture('25.04'));
    expect(push.system).toEqual({
      id: 'acme-corp-attic-nas',
      name: 'attic-nas',
      hostname: 'attic-nas',
      version: 'TrueNAS-25.04.2',
      client_name: 'Acme Corp',
    });
    expect(push.metrics.every(({ system_id }) => system_id === 'acme-corp-attic-nas')).toBe(true);
    expect(valuesOf(push)).toEqual({
      cpu_usage: '6.8 %',
      memory_total: '68.719 GB',
      memory_used: '10.737 GB',
      uptime: '1047851 seconds',
      vault_health: 'DEGRADED',
      vault_used: '15118.285 GB',
      vault_total: '23991.808 GB',
      vault_fragmentation: '11 %',
      fast_pool_health: 'ONLINE',
      fast_pool_used: '250 GB',
      fast_pool_total: '1000 GB',
      fast_pool_fragmentation: '3 %',
      gone_health: 'OFFLINE',
      ZX9T000_temperature: '33 °C',
      ZX9T001_temperature: '46 °C',
      vda_temperature: '30 °C',
      ZX9T000_smart_status: 'PASS',
      ZX9T000_power_on_hours: '21903 hours',
      ZX9T001_smart_status: 'FAIL',
      ZX9T001_power_on_hours: '30002 hours',
      'photos to cellar_status': 'FAILED',
      'photos to cellar_last_run': '2026-09-22T03:15:00.000Z',
      docs_status: 'SUCCESS',
      docs_last_run: '2026-09-22T04:06:40.000Z',
    });
  });

  it('tells alerts in plain words, by severity, without those a person dismissed', () => {
    const { push } = run(fixture('25.04'));
    expect(push.alerts?.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'critical: Pool vault state is DEGRADED: One or more devices are faulted & need replacing. Devices: Disk ZX9T001',
      'warning: Space usage for pool "vault" is 85%.',
      'info: A system update is available.',
      'critical: ScrubPaused',
    ]);
  });

  it('understands the older graphs of a TrueNAS 24.04', () => {
    const { push } = run(fixture('24.04'));
    expect(push.system).toMatchObject({ id: 'acme-corp-truenas', version: 'TrueNAS-SCALE-24.04.2.5' });
    expect(valuesOf(push)).toMatchObject({
      cpu_usage: '17 %',
      memory_used: '4.295 GB',
      tank_used: '5200.5 GB',
    });
    expect(valuesOf(push)).not.toHaveProperty('WD-1_power_on_hours');
    expect(push.alerts).toEqual([]);
  });

  it('asks each version for its minute in its own words, by its own clock', () => {
    const askedOf = (version: string) =>
      JSON.parse(run(fixture(version)).sent.find(({ url }) => url.includes('get_data'))?.body ?? '{}');
    const minute = { start: 1_790_099_791, end: 1_790_099_851 };
    expect(askedOf('24.04').reporting_query).toEqual(minute);
    expect(askedOf('25.04').query).toEqual(minute);
  });

  it('wakes no disk to take its temperature', () => {
    const asked = (answers: Answers) =>
      run(answers).sent.find(({ url }) => url.endsWith('/disk/temperatures'))?.body;
    expect(asked(fixture('25.04'))).toBe('{"names":["sda","sdc","nvme0n1","vda"]}');
    const asleep = [{ name: 'sda', serial: 'X', hddstandby: '30' }];
    // No name at all would ask every disk.
    expect(asked({ ...fixture('25.04'), 'GET disk?extra.pools=true': asleep })).toBe('{"names":["none"]}');
  });

  it.each([
    ['pools', 'GET pool', /vault|fast_pool|gone/],
    ['temperatures', 'POST disk/temperatures', /_temperature$/],
    ['SMART tests, which 25.10 has no more', 'GET smart/test/results', /_smart_status$|_power_on_hours$/],
    ['disks, without which nobody knows whose temperature it is', 'GET disk?extra.pools=true', /^(ZX|vda)/],
    ['replication', 'GET replication', /_last_run$|cellar_status$|docs_status$/],
    ['processor and memory graphs', 'POST reporting/get_data', /^cpu_usage$|^memory_used$/],
  ])('goes on without %s', (_, path, names) => {
    const whole = run(fixture('25.04')).push;
    const { push } = run(without(fixture('25.04'), path));
    const expected = whole.metrics.filter(({ metric_name }) => !names.test(metric_name));
    expect(push.metrics).toEqual(expected);
    expect(expected.length).toBeLessThan(whole.metrics.length);
    expect(push.alerts).toEqual(whole.alerts);
  });

  it('says nothing of alerts when TrueNAS said nothing of them', () => {
    expect(run(without(fixture('25.04'), 'GET alert/list')).push).not.toHaveProperty('alerts');
    const html = { ...fixture('25.04'), 'GET alert/list': '<h1>starting</h1>' };
    expect(run(html).push).not.toHaveProperty('alerts');
  });

  it('fails when TrueNAS does not answer at all', () => {
    expect(() => run({})).toThrow('500');
    expect(() => run({ 'GET system/info': '' })).toThrow('Check the address and the API key');
  });

  it('takes the id from the config when there is one', () => {
    const { push, pushed } = run(fixture('24.04'), { system_id: 'nas-7', client_name: '' });
    expect(push.system).toMatchObject({ id: 'nas-7', hostname: 'truenas' });
    expect(push.system).not.toHaveProperty('client_name');
    expect(pushed?.headers).toEqual({ 'Idempotency-Key': '231-nas-7' });
    expect(pushed?.url).toBe('https://hub.test/webhook/metrics');
  });
});

describe('the hub', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await testHub();
  });
  afterAll(() => hub.close());

  const deliver = ({ pushed }: ReturnType<typeof run>) =>
    hub.request('/webhook/metrics', { text: pushed?.body, headers: pushed?.headers });

  it.each(['25.04', '24.04'])('takes every metric of a TrueNAS %s', async (version) => {
    const result = run(fixture(version));
    const answered = await deliver(result);
    expect(answered.status).toBe(200);
    expect(await answered.json()).toEqual({
      ok: true,
      id: result.push.system.id,
      accepted: result.push.metrics.length,
      duplicate: false,
      ignored: [],
    });
    const again = await deliver(result);
    expect(await again.json()).toMatchObject({ ok: true, duplicate: true });
  });

  it('shows what was sent', async () => {
    const server = await (await hub.request('/api/v1/servers/acme-corp-attic-nas')).json();
    expect(server).toMatchObject({
      display_name: 'attic-nas',
      client_name: 'Acme Corp',
      os_version: 'TrueNAS-25.04.2',
    });
    expect(server.latest).toMatchObject({ cpu_percent: 6.8, memory_total_gb: 68.719 });
  });
});
