import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type TroubledHub, troubledHub } from '../alerting.ts';
import type { TestRequest } from '../factories.ts';
import { signedIn } from '../people.ts';

let trouble: TroubledHub;
let ana: Ask;
let ben: Ask;
let eve: Ask;
beforeAll(async () => {
  trouble = await troubledHub();
  const home = trouble.hub.fleet.homeClientId;
  ana = await signedIn(trouble.hub, 'Ana', { [home]: 'operator' });
  ben = await signedIn(trouble.hub, 'Ben', { [home]: 'owner' });
  eve = await signedIn(trouble.hub, 'Eve', { [home]: 'viewer' });
});
afterAll(() => trouble.hub.close());

/** A system of its own with one alert that is open. */
async function opened(server: string, client?: string): Promise<string> {
  await trouble.push(server, [['warning', 'Fan failed']], {}, client);
  return (await trouble.newest(server)).alert_id;
}

async function eventsOf(id: string): Promise<unknown[]> {
  const { events } = await trouble.detail(id);
  return events
    .filter(({ kind }: { kind: string }) => kind !== 'quiet' && kind !== 'told')
    .map(({ kind, actor, reason }: Record<string, string>) => `${actor ?? 'hub'} ${kind}: ${reason}`);
}

async function auditOf(id: string): Promise<string[]> {
  const { items } = await trouble.read(`/api/v1/audit?subject=${id}`);
  return items.map(({ action, actor }: { action: string; actor: { name: string } }) => {
    return `${actor.name} ${action}`;
  });
}

describe('whoever acknowledges an alert', () => {
  it('is named on it, with what was noted, in its history and in the audit log', async () => {
    const id = await opened('noted');
    const answered = await trouble.act(id, 'acknowledge', { note: ' A new fan is on its way ' }, ana);
    expect(answered.status).toBe(200);
    expect(await answered.json()).toMatchObject({
      status: 'acknowledged',
      acknowledged_by: 'Ana',
      acknowledged_at: expect.any(String),
      note: 'A new fan is on its way',
    });
    expect(await eventsOf(id)).toEqual([
      'hub opened: Fan failed',
      'Ana acknowledged: A new fan is on its way',
    ]);
    expect(await auditOf(id)).toEqual(['Ana alert.acknowledge']);
  });

  it('need not note anything, nor send a body', async () => {
    const answered = await trouble.act(await opened('unsaid'), 'acknowledge', undefined, ana);
    expect([answered.status, (await answered.json()).note]).toEqual([200, null]);
  });

  it('takes the place of whoever did so before', async () => {
    const id = await opened('again');
    await trouble.act(id, 'acknowledge', { note: 'Looking' }, ana);
    await trouble.act(id, 'acknowledge', { note: 'Ordered' }, ben);
    const alert = await trouble.detail(id);
    expect([alert.acknowledged_by, alert.note]).toEqual(['Ben', 'Ordered']);
  });

  it('is asked again when it gets worse', async () => {
    await trouble.report('filling', 85);
    const { alert_id: id } = await trouble.newest('filling');
    await trouble.act(id, 'acknowledge', {}, ana);
    await trouble.report('filling', 93);
    expect(await trouble.detail(id)).toMatchObject({
      status: 'open',
      type: 'disk_critical',
      acknowledged_by: null,
    });
  });
});

describe('whoever snoozes an alert', () => {
  it('keeps it quiet for so many minutes, and it stays open', async () => {
    const id = await opened('sleepy');
    const before = Date.now();
    const alert = await (await trouble.act(id, 'snooze', { minutes: 60 }, ana)).json();
    const until = Date.parse(alert.snoozed_until) - 60 * 60_000;
    expect(alert.status).toBe('open');
    expect(until).toBeGreaterThanOrEqual(before);
    expect(until).toBeLessThanOrEqual(Date.now());
    expect(await auditOf(id)).toEqual(['Ana alert.snooze']);
  });

  it.each([{ minutes: 0 }, { minutes: 43_201 }, { minutes: 1.5 }, {}])(
    'cannot do so for %o',
    async (json) => {
      expect((await trouble.act(await opened('restless'), 'snooze', json, ana)).status).toBe(422);
    },
  );
});

describe('whoever resolves an alert', () => {
  it('is named on it, in its history and in the audit log', async () => {
    const id = await opened('mended');
    const answered = await trouble.act(id, 'resolve', undefined, ana);
    expect(answered.status).toBe(200);
    expect(await answered.json()).toMatchObject({ status: 'resolved', resolved_by: 'Ana' });
    expect((await eventsOf(id)).at(-1)).toBe('Ana resolved: Ana resolved it.');
    expect(await auditOf(id)).toEqual(['Ana alert.resolve']);
  });

  it('does not see it again while its cause stands, but when that comes back', async () => {
    const count = async () => (await trouble.alerts('?server_id=dismissed')).length;
    await trouble.report('dismissed', 85);
    await trouble.act((await trouble.newest('dismissed')).alert_id, 'resolve', undefined, ana);
    await trouble.report('dismissed', 86);
    expect(await count()).toBe(1);
    await trouble.report('dismissed', 60);
    await trouble.report('dismissed', 85);
    expect(await count()).toBe(2);
  });

  it('of what a system reports sees it again when that is worse', async () => {
    await trouble.act(await opened('worse'), 'resolve', undefined, ana);
    await trouble.push('worse', [['warning', 'Fan failed']]);
    expect(await trouble.alerts('?server_id=worse&status=open')).toEqual([]);
    await trouble.push('worse', [['critical', 'Fan failed']]);
    expect(await trouble.alerts('?server_id=worse&status=open')).toMatchObject([{ severity: 'critical' }]);
  });

  it('lets those know who were told, and nobody else', async () => {
    const config = { url: 'https://hooks.example.org/ana', secret: `whsec_${'A'.repeat(43)}=` };
    const json = { type: 'webhook', name: 'Slack', config };
    const made = await trouble.hub.request('/api/v1/channels', { json });
    expect(made.status).toBe(201);
    const id = await opened('told');
    await trouble.act(id, 'resolve', undefined, ana);
    const { deliveries } = await trouble.detail(id);
    const rows = deliveries.map(({ target_name, event }: Record<string, string>) => [target_name, event]);
    expect(rows).toEqual([
      ['Slack', 'opened'],
      ['Slack', 'resolved'],
    ]);
    await trouble.hub.request(`/api/v1/channels/${(await made.json()).channel_id}`, { method: 'DELETE' });
  });
});

describe('what is over', () => {
  it.each([
    { verb: 'acknowledge', json: {} },
    { verb: 'snooze', json: { minutes: 5 } },
    { verb: 'resolve', json: undefined },
  ])('cannot be touched by $verb', async ({ verb, json }) => {
    const id = await opened(`over-${verb}`);
    await trouble.act(id, 'resolve', undefined, ana);
    const before = await trouble.detail(id);
    const refused = await trouble.act(id, verb, json, ana);
    expect(refused.status).toBe(409);
    expect((await refused.json()).error.message).toBe('It is over already');
    expect(await trouble.detail(id)).toEqual(before);
  });

  it('is so once, whoever was first', async () => {
    const id = await opened('raced');
    const answered = await Promise.all(
      [ana, ben, ana].map((by) => trouble.act(id, 'resolve', undefined, by)),
    );
    expect(answered.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect((await eventsOf(id)).length).toBe(2);
    expect((await auditOf(id)).length).toBe(1);
  });

  it('stays so although a push that was on its way names it', async () => {
    const id = await opened('crossed');
    await Promise.all([
      trouble.act(id, 'resolve', undefined, ana),
      trouble.push('crossed', [['critical', 'Fan failed']]),
    ]);
    const { status, resolved_by } = await trouble.detail(id);
    expect([status, resolved_by]).toEqual(['resolved', 'Ana']);
  });
});

describe('those who may not', () => {
  const VERBS: [string, TestRequest['json']][] = [
    ['acknowledge', {}],
    ['snooze', { minutes: 5 }],
    ['resolve', undefined],
  ];
  const keyOf = async (scopes: string[], client_id: string | null = null) => {
    const json = { name: scopes.join(), scopes, client_id };
    const { key } = await (await trouble.hub.request('/api/v1/keys', { json })).json();
    return (path: string, request: TestRequest = {}) => trouble.hub.request(path, { ...request, key });
  };

  it.each([
    { who: 'a viewer', by: async () => eve, status: 403 },
    { who: 'a key that only reads', by: () => keyOf(['read']), status: 403 },
    { who: 'a key that may not read what it would be answered', by: () => keyOf(['operate']), status: 403 },
    {
      who: 'an owner of another client',
      by: async () => {
        await opened('acme-nas', 'Acme Corp');
        const { client_id } = (await trouble.newest('acme-nas')) as never as { client_id: string };
        return keyOf(['admin'], client_id);
      },
      status: 404,
    },
  ])('$who changes nothing', async ({ who, by, status }) => {
    const id = await opened(`kept-${who.length}`);
    const asker = await by();
    const before = await trouble.detail(id);
    for (const [verb, json] of VERBS) {
      expect((await trouble.act(id, verb, json, asker)).status).toBe(status);
    }
    expect(await trouble.detail(id)).toEqual(before);
  });

  it('an alert that is not there is not found', async () => {
    for (const [verb, json] of VERBS) {
      expect((await trouble.act('nobody', verb, json, ben)).status).toBe(404);
    }
  });
});

it('open pages look again at the server whose alert somebody handled', async () => {
  const id = await opened('watched');
  const seen: string[] = [];
  const end = trouble.hub.changes.subscribe((change) => seen.push(change.id));
  await trouble.act(id, 'acknowledge', {}, ana);
  end();
  expect(seen).toEqual(['watched']);
});
