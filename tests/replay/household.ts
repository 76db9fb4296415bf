import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { vi } from 'vitest';
import type { Ctx } from '../../src/collector/context.ts';
import { listeningSince } from '../../src/collector/fleet/index.ts';
import { ADMIN_KEY, type TestHub, temporaryFolder, testHub } from '../factories.ts';
import {
  AGENTS,
  type AgentId,
  HUB_AWAY,
  isCut,
  isEventful,
  MINUTE,
  pushOf,
  reportOf,
  runs,
  SERVICES,
  START,
} from './life.ts';
import { type Message, startReceiver } from './receiver.ts';

/** As often as the hub looks for silence; while nothing happens every other time will do. */
const STEP = 15_000;
const SLOW_STEP = 30_000;
const PUSH_EVERY_MINUTES = 15;
const NAMES: Record<AgentId, string> = { media: 'Media', nas: 'Nas', backup: 'Backup', pihole: 'Pi-hole' };

const GATHERED_MS = 5;

/** A message with the time at which it came. */
export interface Heard extends Message {
  at: number;
}

function ctxOf(hub: TestHub, now: number): Ctx {
  const ctx = hub.auth.contextOfKey(ADMIN_KEY, 'replay', now);
  if (!ctx) throw new Error('The key is not known');
  return ctx;
}

/** The hub gathers reports for some milliseconds before it commits them: two weeks of those are minutes of waiting. */
async function committed<T>(reports: Promise<T>): Promise<T> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  void reports.then(end, end);
  while (!isDone) await vi.advanceTimersByTimeAsync(GATHERED_MS);
  return reports;
}

/** Sets the house up as its owner would: servers, what they run, one channel, the nightly backups. */
async function setUp(hub: TestHub, url: string): Promise<void> {
  const ctx = ctxOf(hub, START);
  for (const id of AGENTS) {
    const expected_services = SERVICES[id].map((name) => ({ name, critical: true }));
    await hub.fleet.create(ctx, { server_id: id, display_name: NAMES[id], expected_services }, START);
  }
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const channel = {
    type: 'webhook',
    name: 'Ana',
    clientId: null,
    config: { url, secret },
    routing: {},
  } as const;
  await hub.notify.channels.create(ctx, channel, START);
  const window = {
    name: 'Backups',
    zone: 'Europe/London',
    timetable: { type: 'weekly' as const, days: [1, 2, 3, 4, 5, 6, 7], starts: '02:00', ends: '04:00' },
    scope: { server_id: 'backup', tag: null },
  };
  await hub.alerts.mutes.createWindow(ctx, window, undefined, START);
}

/** A hub that lives through minutes as fast as it can, with everything it does by the clock. */
export async function openHousehold() {
  // Twenty thousand commits, of which none must survive a power cut.
  const { path, remove } = temporaryFolder(existsSync('/dev/shm') ? '/dev/shm' : undefined);
  const keep = { path, remove: () => undefined };
  const receiver = await startReceiver();
  let hub = await testHub(keep, undefined, 'error', START);
  await setUp(hub, receiver.url);
  const heard: Heard[] = [];
  /** What agents could not deliver yet. */
  const waiting = new Map<AgentId, number[]>(AGENTS.map((id) => [id, []]));
  let listening = { since: START, lookedAt: START };

  /** Agents send what waits, oldest first, while the hub can be reached; each at its own second. */
  async function report(minute: number, passed: number, step: number, now: number): Promise<void> {
    const ctx = ctxOf(hub, now);
    const sent = AGENTS.map(async (id, i) => {
      const minutes = waiting.get(id) ?? [];
      if (passed !== (step === STEP ? i * STEP : 0)) return;
      if (!runs(id, minute) || isCut(minute)) return;
      const reports = minutes.splice(0).map((one) => reportOf(id, one));
      if (reports.length > 0) await hub.ingest.receive(ctx, reports, '192.0.2.9', now);
    });
    await committed(Promise.all(sent));
    if (minute % PUSH_EVERY_MINUTES === 0 && passed === 0) {
      const body = JSON.stringify(pushOf(minute));
      const origin = { idempotencyKey: `run-${minute}`, body };
      await committed(hub.ingest.receivePush(ctx, pushOf(minute), origin, now));
    }
  }

  /** What the hub does by the clock, as its jobs would. */
  async function work(now: number): Promise<void> {
    listening = { since: listeningSince(listening, now), lookedAt: now };
    await hub.fleet.markOffline(listening.since, now);
    await hub.fleet.markUnknown(listening.since, now);
    await hub.dispatch.tick(now, listening.since);
    await hub.notify.deliverDue(hub.dispatch.review, now);
    await hub.notify.settled();
    heard.push(...receiver.take().map((message) => ({ ...message, at: now })));
  }

  async function restart(now: number): Promise<void> {
    hub = await testHub(keep, undefined, 'error', now);
    listening = { since: now, lookedAt: now };
  }

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return {
    heard,
    /** Lives through one minute. */
    live: async (minute: number): Promise<void> => {
      const now = START + minute * MINUTE;
      if (minute === HUB_AWAY.from) await hub.stop();
      if (minute === HUB_AWAY.to) await restart(now);
      for (const id of AGENTS) if (runs(id, minute)) waiting.get(id)?.push(minute);
      if (minute >= HUB_AWAY.from && minute < HUB_AWAY.to) return;
      const step = isEventful(minute) ? STEP : SLOW_STEP;
      for (let passed = 0; passed < MINUTE; passed += step) {
        await report(minute, passed, step, now + passed);
        await work(now + passed);
      }
    },
    /** Every alert there was, oldest first. */
    alerts: async () => {
      const { rows } = await hub.hub.database.read.$client.execute('SELECT * FROM alerts ORDER BY id');
      return rows;
    },
    events: async () => {
      const sql =
        'SELECT a.server_id, a.type, e.* FROM alert_events e JOIN alerts a ON a.id = e.alert_id ORDER BY e.id';
      return (await hub.hub.database.read.$client.execute(sql)).rows;
    },
    close: async () => {
      vi.useRealTimers();
      await hub.stop();
      await receiver.stop();
      remove();
    },
  };
}
