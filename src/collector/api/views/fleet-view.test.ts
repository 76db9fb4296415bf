import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heartbeat, type TestHub, testHub } from '../../../../tests/factories.ts';
import type { Ctx } from '../../context.ts';

let test: TestHub;

const ctxWith = (...scopes: ('read' | 'admin')[]): Ctx => ({
  actor: { type: 'person', id: 'p', name: 'Ada' },
  grants: new Map([[test.fleet.homeClientId, new Set(scopes)]]),
  hubWide: true,
  serverId: null,
  requestId: 'r',
});
const report = (serverId: string, diskPercent: number) => {
  const { metrics } = heartbeat(serverId);
  const json = heartbeat(serverId, Date.now(), { metrics: { ...metrics, disk_percent: diskPercent } });
  return test.request('/api/v1/agents/heartbeat', { json });
};
const add = (server_id: string) => test.request('/api/v1/servers', { json: { server_id } });

beforeAll(async () => {
  test = await testHub();
});
afterAll(() => test.close());

describe('the level of the fleet', () => {
  it('is that of the worst server, the same as on the fleet page, and follows the reports', async () => {
    const { views } = test.hub;
    const ctx = ctxWith('read');
    const both = async () => [views.level(ctx), (await views.fleet(ctx)).level];

    expect(await both()).toEqual(['unknown', 'unknown']);
    await report('nas', 20);
    expect(await both()).toEqual(['ok', 'ok']);
    await report('attic', 85);
    expect(await both()).toEqual(['high', 'high']);
    await add('cellar');
    expect(await both()).toEqual(['unknown', 'unknown']);
    await report('media', 95);
    expect(await both()).toEqual(['critical', 'critical']);
  });

  it('hides nothing that the sentence names: the cards stand in its order', async () => {
    const { servers, sentence } = await test.hub.views.fleet(ctxWith('read'));
    expect(servers.map((card) => card.server_id)).toEqual(['media', 'cellar', 'attic', 'nas']);
    expect(sentence).toBe(
      '1 of 4 servers is fine. media’s disk is 95 % full. cellar has not reported yet. 1 more needs a look.',
    );
  });
});

describe('the clients that keys are made for', () => {
  it('are those where the asker holds admin', () => {
    const home = {
      client_id: test.fleet.homeClientId,
      client_name: 'Home',
      servers: 4,
      learning_until: null,
    };
    expect(test.hub.views.clients(ctxWith('admin'))).toEqual([home]);
    expect(() => test.hub.views.clients(ctxWith('read'))).toThrow(/"admin"/);
  });
});
