import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../../db/open.ts';
import { alerts } from '../../db/tables/alerts.ts';
import { type Ask, type SeenAlert, type TroubledHub, troubledHub } from '../alerting.ts';
import { signedIn } from '../people.ts';
import { testBrowser } from '../push-receiver.ts';

let trouble: TroubledHub;
beforeAll(async () => {
  trouble = await troubledHub();
});
afterAll(() => trouble.hub.close());

const messages = (items: { message: string }[]) => items.map(({ message }) => message.split('.')[0]);
const server = (id: string) => trouble.read(`/api/v1/servers/${id}`);
const DISK = expect.stringMatching(/^Disk .data is 85.% full$/);

describe('the page of a server', () => {
  it('has what is wrong, worst first, whoever noticed; what it said itself apart', async () => {
    await trouble.report('both', 85);
    await trouble.push('both', [['info', 'Certificate expires']]);
    await trouble.push('both', [
      ['info', 'Certificate expires'],
      ['critical', 'Fan failed'],
    ]);
    const { open_alerts, reported_alerts } = await server('both');
    expect(messages(open_alerts)).toEqual(['Fan failed', DISK, 'Certificate expires']);
    expect(messages(reported_alerts)).toEqual(['Fan failed', 'Certificate expires']);
  });

  it('gives no reason twice: what a rule of every hub noticed, its figures say', async () => {
    const { reasons } = await server('both');
    expect(reasons).toEqual(['Fan failed', DISK, 'Certificate expires']);
  });

  it('gives as a reason what a rule of somebody’s own noticed', async () => {
    const watch = {
      type: 'metric',
      metric: 'memory_percent',
      comparison: 'above',
      warning: 30,
      critical: null,
      clear: null,
    };
    const scope = { tag: null, server_id: 'own', subject: null };
    const severities = { warning_severity: 'medium', critical_severity: 'high' };
    const json = {
      name: 'Roomy',
      watch,
      scope,
      ...severities,
      for_seconds: 0,
      consecutive: 1,
      is_enabled: true,
    };
    expect((await trouble.hub.request('/api/v1/rules', { json })).status).toBe(201);
    await trouble.report('own', 40);
    const { level, reasons } = await server('own');
    expect([level, ...messages(reasons.map((message: string) => ({ message })))]).toEqual([
      'medium',
      expect.stringMatching(/^Memory is 45.% used$/),
    ]);
  });

  it('gives as a reason what a battery has come to, which nothing else tells', async () => {
    const metrics = [{ metric_name: 'ups_battery_charge', value: 15, unit: '%' }];
    await trouble.push('ups', [], { metrics });
    const { level, reasons } = await server('ups');
    expect([level, reasons.length]).toEqual(['critical', 1]);
  });

  it('goes on telling what somebody acknowledged, and not what is over', async () => {
    await trouble.push('handled', [['critical', 'Pool broken']]);
    const { alert_id } = await trouble.newest('handled');
    await trouble.act(alert_id, 'acknowledge');
    expect((await server('handled')).open_alerts).toMatchObject([{ status: 'acknowledged' }]);
    await trouble.act(alert_id, 'resolve');
    const { open_alerts, level } = await server('handled');
    expect([open_alerts, level]).toEqual([[], 'ok']);
  });
});

describe('the alerts of a system, in the words of the fleet monitor', () => {
  it('are those of rules too, and say what somebody has acknowledged', async () => {
    await trouble.report('system', 85);
    const ofSystem = async () => (await trouble.read('/api/v1/systems/system/alerts')).items;
    expect(await ofSystem()).toMatchObject([{ severity: 'warning', acknowledged: false }]);
    await trouble.act((await trouble.newest('system')).alert_id, 'acknowledge');
    expect(await ofSystem()).toMatchObject([{ severity: 'warning', acknowledged: true }]);
  });
});

describe('the fleet page', () => {
  const DAY_MS = 86_400_000;
  let lately: TroubledHub;
  const fleet = () => lately.read('/api/v1/fleet');
  const recent = async () => (await fleet()).recent_alerts.map(({ server_id }: SeenAlert) => server_id);
  /** Resolves the alert of a server, and sets when that was. */
  async function over(id: string, agoMs: number): Promise<void> {
    const { alert_id } = await lately.newest(id);
    await lately.act(alert_id, 'resolve');
    const { write, writer } = lately.hub.hub.database;
    const long = { resolvedAt: Date.now() - agoMs };
    await write([statement(writer.update(alerts).set(long).where(eq(alerts.id, alert_id)))]);
  }
  beforeAll(async () => {
    lately = await troubledHub();
  });
  afterAll(() => lately.hub.close());

  it('tells nothing while nothing was wrong', async () => {
    const { open_alerts, recent_alerts } = await fleet();
    expect([open_alerts, recent_alerts]).toEqual([0, []]);
  });

  it('has what stands or ended within a day, newest first, and how many are open', async () => {
    for (const id of ['stands', 'known', 'long-over', 'just-over']) {
      await lately.push(id, [['warning', 'Fan failed']]);
    }
    await lately.act((await lately.newest('known')).alert_id, 'acknowledge');
    await over('long-over', DAY_MS + 60_000);
    await over('just-over', DAY_MS - 60_000);
    expect([await recent(), (await fleet()).open_alerts]).toEqual([['just-over', 'known', 'stands'], 1]);
  });

  it('has no more than five, and does not lose what has stood for long behind what is over', async () => {
    for (const number of Array.from({ length: 60 }, (_, i) => i)) {
      await lately.push('busy', [['warning', `Fan${number} failed`]]);
      await over('busy', DAY_MS + 60_000);
    }
    expect(await recent()).toEqual(expect.arrayContaining(['known', 'stands']));
    await lately.push(
      'many',
      ['a', 'b', 'c', 'd'].map((disk) => ['warning', `Disk ${disk} clicks`]),
    );
    expect(await recent()).toEqual(['many', 'many', 'many', 'many', 'known']);
  });
});

describe('who was told', () => {
  const device = (name: string) => ({
    name,
    endpoint: `https://push.example.org/${name}`,
    keys: testBrowser().keys,
  });
  let owner: Ask;
  let member: Ask;
  let stranger: Ask;
  let theirs: SeenAlert;

  beforeAll(async () => {
    const { hub, push, newest, alerts: list } = trouble;
    const home = hub.fleet.homeClientId;
    await push('acme-first', [], {}, 'Acme Corp');
    const { client_id: acme } = await server('acme-first');
    owner = await signedIn(hub, 'Olivia', { [home]: 'owner' });
    member = await signedIn(hub, 'Mia', { [home]: 'viewer' });
    stranger = await signedIn(hub, 'Sam', { [acme]: 'owner' });
    for (const [ask, name] of [
      [owner, 'olivias-phone'],
      [stranger, 'sams-phone'],
    ] as const) {
      expect((await ask('/api/v1/devices', { json: device(name) })).status).toBe(201);
    }
    await push('acme-nas', [['critical', 'Pool broken']], {}, 'Acme Corp');
    theirs = await newest('acme-nas');
    expect(await list('', stranger)).toHaveLength(1);
  });

  const named = ({ deliveries }: { deliveries: { target_name: string }[] }) =>
    deliveries.map(({ target_name }) => target_name).toSorted();

  it('is named to those who run the hub', async () => {
    expect(named(await trouble.detail(theirs.alert_id, owner))).toEqual(['olivias-phone', 'sams-phone']);
  });

  it('is named to others of the same client', async () => {
    await trouble.push('home-nas', [['critical', 'Pool broken']]);
    const { alert_id } = await trouble.newest('home-nas');
    expect(named(await trouble.detail(alert_id, member))).toEqual(['olivias-phone']);
  });

  it('is not named to another client’s people, who learn that somebody was', async () => {
    const alert = await trouble.detail(theirs.alert_id, stranger);
    expect(named(alert)).toEqual(['Who runs the hub', 'sams-phone']);
    const log = await trouble.read('/api/v1/deliveries', stranger);
    expect(log.items).toHaveLength(2);
    expect(JSON.stringify([alert, log])).not.toContain('olivias-phone');
    const { items } = await trouble.read('/api/v1/deliveries', owner);
    const { target } = items.find((one: { target_name: string }) => one.target_name === 'olivias-phone');
    expect(JSON.stringify([alert, log])).not.toContain(target);
  });
});
