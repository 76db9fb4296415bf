import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHub, temporaryFolder, testHub } from '../factories.ts';

const folder = temporaryFolder();
let hub: TestHub;
beforeAll(async () => {
  hub = await testHub({ ...folder, remove: () => undefined });
});
afterAll(async () => {
  await hub.close();
  folder.remove();
});

let pushes = 0;
async function push(id: string, messages: string[] | undefined, client_name?: string) {
  pushes += 1;
  const alerts = messages?.map((message) => ({ severity: 'warning', message }));
  const json = { system: { id, client_name }, ...(alerts && { alerts }) };
  const answered = await hub.request('/webhook/metrics', {
    json,
    headers: { 'Idempotency-Key': `run-${pushes}` },
  });
  expect(answered.status).toBe(200);
}

async function openOn(id: string): Promise<string[]> {
  const server = await (await hub.request(`/api/v1/servers/${id}`)).json();
  return server.reported_alerts.map(({ message }: { message: string }) => message);
}

async function storedOf(id: string) {
  const sql = 'SELECT status, message, resolved_at FROM alerts WHERE server_id = ? ORDER BY rowid';
  const { rows } = await hub.hub.database.read.$client.execute({ sql, args: [id] });
  return rows.map(({ status, message }) => `${status}: ${message}`);
}

describe('what a system says is wrong', () => {
  it('stands until three pushes in a row leave it out, and comes back as another', async () => {
    await push('nas', ['Pool tank is 85% full', 'Fan failed']);
    expect(await openOn('nas')).toEqual(['Pool tank is 85% full', 'Fan failed']);
    for (const _ of [1, 2]) await push('nas', ['Pool tank is 86% full']);
    expect(await openOn('nas')).toContain('Fan failed');
    await push('nas', ['Pool tank is 87% full']);
    expect(await openOn('nas')).toEqual(['Pool tank is 87% full']);
    await push('nas', ['Pool tank is 87% full', 'Fan failed']);
    expect(await storedOf('nas')).toEqual([
      'open: Pool tank is 87% full',
      'resolved: Fan failed',
      'open: Fan failed',
    ]);
  });

  it('is one alert when it comes and goes, and says so', async () => {
    for (const _ of [1, 2, 3, 4]) {
      await push('wavers', ['Fan failed']);
      for (const _ of [1, 2, 3]) await push('wavers', []);
    }
    await push('wavers', ['Fan failed']);
    expect(await storedOf('wavers')).toEqual([
      'resolved: Fan failed',
      'resolved: Fan failed',
      expect.stringMatching(/^open: Fan failed. It comes and goes: this is the third time/),
    ]);
  });

  it('is not touched by pushes that say nothing of alerts', async () => {
    await push('quiet', ['Fan failed']);
    for (const _ of [1, 2, 3, 4]) await push('quiet', undefined);
    expect(await openOn('quiet')).toEqual(['Fan failed']);
  });

  it('is known after a restart, misses and all', async () => {
    await push('restarted', ['Fan failed']);
    for (const _ of [1, 2]) await push('restarted', []);
    await hub.close();
    hub = await testHub({ ...folder, remove: () => undefined });
    expect(await openOn('restarted')).toEqual(['Fan failed']);
    await push('restarted', []);
    expect(await openOn('restarted')).toEqual([]);
  });

  it('makes a server need a look, and its fleet', async () => {
    await push('worried', ['Certificate expires']);
    const server = await (await hub.request('/api/v1/servers/worried')).json();
    expect(server).toMatchObject({ level: 'high', reasons: ['Certificate expires'] });
  });

  it('goes with its server', async () => {
    await push('leaving', ['Fan failed']);
    await hub.request('/api/v1/servers/leaving', { method: 'DELETE' });
    expect(await storedOf('leaving')).toEqual([]);
    await hub.request('/api/v1/servers', { json: { server_id: 'leaving' } });
    expect(await openOn('leaving')).toEqual([]);
  });

  it("is nobody else's business", async () => {
    const { items } = await (await hub.request('/api/v1/clients')).json();
    const client_id = items.find(({ is_home }: { is_home: boolean }) => is_home).client_id;
    const json = { name: 'home', scopes: ['read'], client_id };
    const { key } = await (await hub.request('/api/v1/keys', { json })).json();
    const textOf = async (path: string) => (await hub.request(path, { key })).text();
    const counted = async (asker?: { key: string }) =>
      (await (await hub.request('/api/v1/dashboard/summary', asker)).json()).alerts.open;
    const [before, ofAll] = [await counted({ key }), await counted()];

    await push('acme-nas', ['Their secret trouble'], 'Acme Corp');
    expect([await counted({ key }), await counted()]).toEqual([before, ofAll + 1]);
    expect(await textOf('/metrics')).not.toContain('acme-nas');
    expect(await textOf('/api/v1/fleet')).not.toContain('Their secret trouble');
    expect((await hub.request('/api/v1/systems/acme-nas/alerts', { key })).status).toBe(404);
  });

  it('is dropped by the job long after it was over', async () => {
    const settings = 400 * 86_400_000;
    await hub.alerts.prune(Date.now() + settings - 60_000);
    expect(await storedOf('restarted')).toEqual(['resolved: Fan failed']);
    await hub.alerts.prune(Date.now() + settings + 60_000);
    expect(await storedOf('restarted')).toEqual([]);
    expect(await storedOf('quiet')).toEqual(['open: Fan failed']);
  });
});
