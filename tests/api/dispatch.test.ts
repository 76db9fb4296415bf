import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '../../src/collector/context.ts';
import { ADMIN_KEY, heartbeat, type TestHub, testHub } from '../factories.ts';
import { startReceiver } from '../replay/receiver.ts';

const START = Date.parse('2026-03-02T12:00:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LOOK_EVERY = 15 * SECOND;
const PEER = '192.0.2.9';

let hub: TestHub;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let ctx: Ctx;
/** What the clock of the house shows; reports and `pass` move it. */
let now: number;
/** How full the disk of each server is. */
let disks: Map<string, number>;
let isCut: boolean;

beforeEach(async () => {
  now = START;
  disks = new Map();
  isCut = false;
  receiver = await startReceiver();
  hub = await testHub(undefined, undefined, 'error', START);
  const admin = hub.auth.contextOfKey(ADMIN_KEY, 'test', START);
  if (!admin) throw new Error('The key is not known');
  ctx = admin;
});
afterEach(async () => {
  await hub.close();
  await receiver.stop();
});

function channel(name: string, routing: object = {}) {
  const config = { url: `${receiver.url}${name}`, secret: `whsec_${randomBytes(32).toString('base64')}` };
  return hub.notify.channels.create(ctx, { type: 'webhook', name, clientId: null, config, routing }, now);
}

/** A report of a server whose disk is so full. It goes on like that, a report each minute at a second of its own. */
async function report(server: string, percent = 40): Promise<void> {
  now += 1;
  disks.set(server, percent);
  const mount = { mount_point: '/data', device: '/dev/sda1', filesystem: 'ext4', used_gb: 1, total_gb: 2 };
  const sent = heartbeat(server, now, { mounts: [{ ...mount, percent }] });
  await hub.ingest.receive(ctx, [sent], PEER, now);
}

async function reportThoseDue(): Promise<void> {
  const second = Math.floor(now / SECOND) % 60;
  const due = [...disks].filter((_, i) => (i * 15 + 7) % 60 === second);
  for (const [server, percent] of due) await report(server, percent);
}

async function look(): Promise<void> {
  await hub.fleet.markOffline(START, now);
  await hub.dispatch.tick(now, START);
}

/** Lives on second by second for as long, with everything that runs by the clock; answers what arrived. */
async function pass(ms: number): Promise<string[]> {
  for (const end = now + ms; now < end; ) {
    now += SECOND;
    if (!isCut) await reportThoseDue();
    if (now % LOOK_EVERY < SECOND) await look();
    await hub.notify.deliverDue(hub.dispatch.review, now);
    await hub.notify.settled();
  }
  return receiver.take().map(({ event, title }) => `${event} ${title}`);
}

function only() {
  const [alert, ...others] = hub.alerts.allStanding();
  if (!alert || others.length > 0) throw new Error(`${others.length + 1} alerts, or none`);
  return alert;
}

async function eventsOf(id: string): Promise<string[]> {
  const { events } = await hub.alerts.find(ctx, id);
  return events.map(({ kind, reason }) => `${kind}: ${reason}`);
}

async function deliveriesOf(id: string): Promise<string[]> {
  const rows = await hub.notify.deliveriesOf(hub.fleet.clientIds(), id);
  return rows.map(({ event, state, reason }) => `${event} ${state}${reason ? `: ${reason}` : ''}`);
}

describe('who may be told', () => {
  it('is told once of what opens, worsens and is over', async () => {
    await channel('Slack');
    await report('media', 85);
    const { id } = only();
    expect(await pass(MINUTE)).toEqual(['opened Disk usage high']);
    await report('media', 92);
    expect(await pass(MINUTE)).toEqual(['worsened Disk nearly full']);
    await report('media', 85);
    expect(await pass(MINUTE)).toEqual([]);
    await report('media', 70);
    expect(await pass(50 * SECOND)).toEqual([]);
    expect(await pass(20 * SECOND)).toEqual(['resolved Disk usage high']);
    expect((await eventsOf(id)).filter((event) => event.startsWith('told'))).toEqual([
      'told: To be told: Slack',
      'told: To be told: Slack',
      'told: To be told that it is over: Slack',
    ]);
  });

  it('is forgotten with the end of an alert, also by who does not want to hear of that', async () => {
    await channel('family', { sends_resolved: false });
    await report('media', 95);
    await pass(MINUTE);
    const { id } = only();
    expect(hub.notify.toldTargets(id)).toMatchObject([{ name: 'family' }]);
    await report('media', 40);
    await pass(MINUTE);
    expect(hub.notify.toldTargets(id)).toEqual([]);
  });

  it('is told when somebody does, of what nobody took before', async () => {
    await report('media', 85);
    expect(await pass(MINUTE)).toEqual([]);
    expect(only().quietReason).toBe('No channel or device takes high alerts');
    await channel('Slack');
    expect(await pass(MINUTE)).toEqual(['opened Disk usage high']);
    expect(only()).toMatchObject({ quietReason: null, toldSeverity: 'high' });
  });

  it('is told what a person did, and what was over after a restart', async () => {
    await channel('Slack');
    await report('media', 85);
    await report('nas', 85);
    await pass(MINUTE);
    const { id } = hub.alerts.openOf('media')[0] ?? { id: '' };
    await hub.alerts.resolve(ctx, id, hub.dispatch.react, now);
    await hub.stop();
    hub = await testHub(hub.folder, undefined, 'error', now);
    await report('nas', 70);
    await pass(30 * SECOND);
    expect(await eventsOf(id)).toContain('told: To be told that it is over: Slack');
    expect(await pass(MINUTE)).toEqual(['resolved Disk usage high on 2 servers']);
  });
});

describe('who knew of something as bad', () => {
  it('is reminded when it is as bad again, should somebody have acknowledged it meanwhile', async () => {
    await channel('Slack');
    await report('media', 95);
    await report('media', 85);
    await pass(MINUTE);
    await hub.alerts.acknowledge(ctx, only().id, null, now);
    await report('media', 95);
    expect(await pass(MINUTE)).toEqual(['reminder Disk nearly full']);
    expect(only()).toMatchObject({ status: 'open', snoozedUntil: null });
  });

  it('is not told again when nobody has', async () => {
    await channel('Slack');
    await report('media', 95);
    await report('media', 85);
    await report('media', 95);
    expect(await pass(MINUTE)).toEqual(['opened Disk nearly full']);
  });
});

describe('what came and went while the hub was away', () => {
  /** A report that waited since then. */
  const waited = (at: number, percent: number) => {
    const mount = { mount_point: '/data', device: 'a', filesystem: 'ext4', used_gb: 1, total_gb: 2, percent };
    return heartbeat('media', at, { mounts: [mount] });
  };

  it('is told to nobody, says so, and lasted as long as it did', async () => {
    await channel('Slack');
    const began = now - 60 * MINUTE;
    const reports = [waited(began, 95), waited(began + 20 * MINUTE, 50), waited(now, 50)];
    await hub.ingest.receive(ctx, reports, PEER, now);
    const { rows } = await hub.alerts.list(ctx, {});
    const over = { createdAt: began, resolvedAt: began + 20 * MINUTE, toldSeverity: null };
    expect(rows).toMatchObject([{ ...over, quietReason: 'It was over before anybody was told' }]);
    expect(await pass(2 * MINUTE)).toEqual([]);
  });

  it('and stood before, is another one', async () => {
    await channel('Slack');
    await hub.ingest.receive(ctx, [waited(now - 40 * MINUTE, 85)], PEER, now - 40 * MINUTE);
    const reports = [50, 95].map((percent, i) => waited(now - (2 - i) * 10 * MINUTE, percent));
    await hub.ingest.receive(ctx, reports, PEER, now);
    const { rows } = await hub.alerts.list(ctx, {});
    expect(rows.map(({ severity, status }) => `${severity} ${status}`)).toEqual([
      'critical open',
      'high resolved',
    ]);
  });

  it('and is there again, is told once', async () => {
    await channel('Slack');
    const reports = [95, 50, 95].map((percent, i) => waited(now - (3 - i) * 10 * MINUTE, percent));
    await hub.ingest.receive(ctx, reports, PEER, now);
    expect(await pass(2 * MINUTE)).toEqual(['opened Disk nearly full']);
  });
});

describe('what is kept quiet', () => {
  it('of a server that is silent is told when it is back and it is still so', async () => {
    await channel('Slack');
    await report('media');
    const scope = { server_id: 'media', rule_id: 'disk', subject: null };
    const until = new Date(now + 10 * MINUTE).toISOString();
    await hub.alerts.mutes.createSilence(ctx, { note: '', until, scope }, undefined, now);
    await report('media', 95);
    isCut = true;
    expect(await pass(20 * MINUTE)).toEqual(['opened Server offline']);
    const [disk] = hub.alerts.openOf('media').filter(({ ruleId }) => ruleId === 'disk');
    expect(disk?.quietReason).toContain('media is offline');
    isCut = false;
    expect(await pass(3 * MINUTE)).toEqual(['opened Disk nearly full', 'resolved Server offline']);
  });

  it('says why, once, and is told when the silence ends and it is still so', async () => {
    await channel('Slack');
    await report('media');
    const scope = { server_id: 'media', rule_id: null, subject: null };
    const silence = await hub.alerts.mutes.createSilence(
      ctx,
      { note: 'films', until: null, scope },
      undefined,
      now,
    );
    await report('media', 85);
    const { id } = only();
    expect(await pass(5 * MINUTE)).toEqual([]);
    const reason = 'Silenced by Automation until somebody takes it back: films';
    expect(only().quietReason).toBe(reason);
    expect((await eventsOf(id)).filter((event) => event.startsWith('quiet'))).toEqual([`quiet: ${reason}`]);
    await hub.alerts.mutes.removeSilence(ctx, silence.id, now);
    expect(await pass(MINUTE)).toEqual(['opened Disk usage high']);
  });

  it('is shown and not sent while its server learns', async () => {
    await channel('Slack');
    await report('media');
    await hub.fleet.setLearning(ctx, { serverId: 'media' }, now + 10 * MINUTE, now);
    await report('media', 85);
    expect(await pass(9 * MINUTE)).toEqual([]);
    expect(only().quietReason).toBe('media is learning until 2 Mar: alerts are shown, not sent');
    expect(await pass(2 * MINUTE)).toEqual(['opened Disk usage high']);
  });

  it('of what worsens is forgotten when it eases again', async () => {
    await channel('Slack');
    await report('media', 85);
    await pass(MINUTE);
    const scope = { server_id: 'media', rule_id: null, subject: null };
    await hub.alerts.mutes.createSilence(ctx, { note: '', until: null, scope }, undefined, now);
    await report('media', 92);
    expect(only().quietReason).toContain('Silenced by');
    await report('media', 85);
    await pass(MINUTE);
    expect(only()).toMatchObject({ quietReason: null, toldSeverity: 'high' });
  });
});

describe('after a snooze', () => {
  it('comes one reminder', async () => {
    await channel('Slack');
    await report('media', 85);
    await pass(MINUTE);
    await hub.alerts.snooze(ctx, only().id, 10, now);
    expect(await pass(9 * MINUTE)).toEqual([]);
    expect(await pass(10 * MINUTE)).toEqual(['reminder Disk usage high']);
  });

  it('of what was still to be told comes one message', async () => {
    await channel('Slack');
    await report('media', 85);
    await hub.alerts.snooze(ctx, only().id, 10, now);
    expect(await pass(9 * MINUTE)).toEqual([]);
    expect(await pass(10 * MINUTE)).toEqual(['reminder Disk usage high']);
    expect(await deliveriesOf(only().id)).toContain('opened cancelled: It was snoozed before this was sent');
  });

  it('comes what nobody took before, and no reminder of that', async () => {
    await report('media', 85);
    await hub.alerts.snooze(ctx, only().id, 10, now);
    await channel('Slack');
    expect(await pass(9 * MINUTE)).toEqual([]);
    expect(await pass(10 * MINUTE)).toEqual(['opened Disk usage high']);
  });
});

describe('who is asked when nobody answers', () => {
  it('is told after a while', async () => {
    await channel('Slack');
    await channel('Boss', { escalate_after_minutes: 5 });
    await report('media', 85);
    expect(await eventsOf(only().id)).toContain(
      'told: To be told: Slack; Boss in 5 min unless somebody acknowledges it',
    );
    expect(await pass(4 * MINUTE)).toEqual(['opened Disk usage high']);
    expect(await pass(2 * MINUTE)).toEqual(['escalated Disk usage high']);
    await report('media', 70);
    expect(await pass(2 * MINUTE)).toEqual(['resolved Disk usage high', 'resolved Disk usage high']);
  });

  it('is not told of what somebody knows, and again when it gets worse', async () => {
    await channel('Boss', { escalate_after_minutes: 5 });
    await report('media', 85);
    const { id } = only();
    await hub.alerts.acknowledge(ctx, id, null, now);
    expect(await pass(10 * MINUTE)).toEqual([]);
    expect(await deliveriesOf(id)).toEqual([
      'escalated cancelled: Automation acknowledged it before this was sent',
    ]);
    await report('media', 92);
    expect(await pass(10 * MINUTE)).toEqual(['escalated Disk nearly full']);
  });

  it('is left alone while it is silenced', async () => {
    await channel('Boss', { escalate_after_minutes: 5 });
    await report('media', 85);
    const until = new Date(now + 30 * MINUTE).toISOString();
    const scope = { server_id: 'media', rule_id: null, subject: null };
    await hub.alerts.mutes.createSilence(ctx, { note: '', until, scope }, undefined, now);
    expect(await pass(29 * MINUTE)).toEqual([]);
    expect(await pass(2 * MINUTE)).toEqual(['escalated Disk usage high']);
  });
});

it('what a clock that was a day ahead let pass does not keep reports from being judged', async () => {
  await channel('Slack');
  now += 24 * 60 * MINUTE;
  await report('media');
  now = START + MINUTE;
  await look();
  await report('media', 95);
  expect(await pass(MINUTE)).toEqual(['opened Disk nearly full']);
});

it('one cut in the network is one message, and its end another', async () => {
  await channel('Slack');
  for (const server of ['a', 'b', 'c', 'd']) await report(server);
  await pass(2 * MINUTE);
  isCut = true;
  expect(await pass(6 * MINUTE)).toEqual(['digest Server offline on 4 servers']);
  isCut = false;
  expect(await pass(3 * MINUTE)).toEqual(['resolved Server offline on 4 servers']);
});
