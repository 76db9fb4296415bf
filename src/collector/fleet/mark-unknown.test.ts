import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heartbeat, type TestHub, temporaryFolder, testHub } from '../../../tests/factories.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let folder: ReturnType<typeof temporaryFolder>;
let hub: TestHub;
const open = () => testHub({ ...folder, remove: () => undefined });
beforeEach(async () => {
  folder = temporaryFolder();
  hub = await open();
});
afterEach(async () => {
  vi.useRealTimers();
  await hub.close();
  folder.remove();
});

const report = () => hub.request('/api/v1/agents/heartbeat', { json: heartbeat('nas') });
function push(...pools: string[]) {
  const metrics = pools.map((pool) => ({ metric_name: `${pool}_health`, value: 'ONLINE' }));
  return hub.request('/webhook/metrics', { json: { system: { id: 'nas' }, metrics } });
}
const pass = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
const server = async () => (await hub.request('/api/v1/servers/nas')).json();

describe('states of which nobody tells any more', () => {
  it.each([
    { what: 'a pool, 29 min after its last push', goesOn: report, minutes: 29, lost: [] },
    {
      what: 'a pool, 31 min after it',
      goesOn: report,
      minutes: 31,
      lost: ['pool tank: No report of it for 31 min'],
    },
    { what: 'a service, 2 min after its agent', goesOn: push, minutes: 2, lost: [] },
    {
      what: 'a service, 4 min after it',
      goesOn: push,
      minutes: 4,
      lost: ['service smbd: No report of it for 4 min'],
    },
  ])('are unknown while another reports: $what', async ({ goesOn, minutes, lost }) => {
    await report();
    await push('tank');
    pass(minutes * MINUTE);
    await goesOn();
    expect(await hub.fleet.markUnknown(0, Date.now())).toHaveLength(lost.length);
    const { status, changes } = await server();
    expect(status).toBe('online');
    const unknown = changes.filter(({ state }: { state: string }) => state === 'unknown');
    expect(unknown.map((one: Record<string, string>) => `${one.kind} ${one.subject}: ${one.reason}`)).toEqual(
      lost,
    );
    expect(await hub.fleet.markUnknown(0, Date.now())).toEqual([]);
  });

  it('are not lost because the hub itself was away', async () => {
    await report();
    await push('tank');
    await hub.close();
    pass(60 * MINUTE);
    hub = await open();
    await report();
    expect(await hub.fleet.markUnknown(Date.now() - MINUTE, Date.now())).toEqual([]);
  });
});

describe('a pool that was taken out', () => {
  const names = async () => (await server()).pools.map(({ name }: { name: string }) => name);

  it.each([
    { how: 'by the job', forget: () => hub.fleet.prune(Date.now()) },
    {
      how: 'at a restart',
      forget: async () => {
        await hub.close();
        hub = await open();
      },
    },
  ])('is unknown for two weeks, then forgotten $how', async ({ forget }) => {
    await push('tank', 'gone');
    await push('tank');
    pass(13 * DAY);
    await forget();
    expect(await names()).toEqual(['gone', 'tank']);
    pass(2 * DAY);
    await forget();
    expect(await names()).toEqual(['tank']);
  });
});
