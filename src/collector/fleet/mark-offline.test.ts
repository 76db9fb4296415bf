import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub, testHub } from '../../../tests/factories.ts';
import { takePush } from '../../../tests/pushed-report.ts';

const MINUTE = 60_000;
let hub: TestHub;
beforeEach(async () => {
  hub = await testHub();
});
afterEach(() => hub.close());

const server = async (id: string) => (await hub.request(`/api/v1/servers/${id}`)).json();

const report = (id: string) => hub.request('/api/v1/agents/heartbeat', { json: heartbeat(id) });

describe('marking servers offline', () => {
  it('names the silent one, tells how long, and leaves alone who was never seen', async () => {
    const start = Date.now();
    await report('nas');
    await hub.request('/api/v1/servers', { json: { server_id: 'never-seen' } });
    const silent = await hub.fleet.markOffline(start, Date.now() + 4 * MINUTE);
    expect(silent.map(({ record }) => record.id)).toEqual(['nas']);
    expect(await server('nas')).toMatchObject({
      status: 'offline',
      level: 'critical',
      changes: [{ kind: 'server', state: 'offline', reason: 'No report for 4 min' }, {}, {}],
    });
    expect(await server('never-seen')).toMatchObject({ status: 'unknown', changes: [] });
  });

  it('tells it once, and a report brings the server back', async () => {
    await report('nas');
    const later = Date.now() + 4 * MINUTE;
    expect(await hub.fleet.markOffline(0, later)).toHaveLength(1);
    expect(await hub.fleet.markOffline(0, later + MINUTE)).toEqual([]);
    await report('nas');
    const back = await server('nas');
    expect(back.status).toBe('online');
    const ofServer = back.changes.filter((change: { kind: string }) => change.kind === 'server');
    expect(ofServer.map((change: { reason: string }) => change.reason).sort()).toEqual([
      'First report',
      'No report for 4 min',
      'Reporting again',
    ]);
  });

  it('counts from when the hub began to listen', async () => {
    await report('nas');
    const now = Date.now() + 60 * MINUTE;
    expect(await hub.fleet.markOffline(now - MINUTE, now)).toEqual([]);
    expect((await server('nas')).status).toBe('online');
  });

  it('does not wait for a clock that was set back to come to where it was', async () => {
    await report('nas');
    const setBack = Date.now() - 60 * MINUTE;
    expect(await hub.fleet.markOffline(setBack, setBack)).toEqual([]);
    expect(await hub.fleet.markOffline(setBack, setBack + 4 * MINUTE)).toHaveLength(1);
  });
});

describe('systems that a workflow pushes for', () => {
  it('are marked offline after half an hour, not after the minutes of an agent', async () => {
    const pushedAt = Date.now();
    await takePush(hub, { serverId: 'nas', at: pushedAt });
    expect(await hub.fleet.markOffline(0, pushedAt + 30 * MINUTE)).toEqual([]);
    expect(await hub.fleet.markOffline(0, pushedAt + 31 * MINUTE)).toHaveLength(1);
    const { changes } = await server('nas');
    expect(changes).toContainEqual(expect.objectContaining({ reason: 'No report for 31 min' }));
  });

  it.each([
    { silentMinutes: 35, level: 'high' },
    { silentMinutes: 65, level: 'critical' },
  ])('are $level after $silentMinutes minutes of silence', async ({ silentMinutes, level }) => {
    const pushedAt = Date.now() - silentMinutes * MINUTE;
    await takePush(hub, { serverId: 'nas', at: pushedAt });
    await hub.fleet.markOffline(0, pushedAt + 31 * MINUTE);
    expect(await server('nas')).toMatchObject({
      status: 'offline',
      level,
      reported_by: 'webhook',
      reasons: ['It has stopped reporting'],
    });
  });
});
