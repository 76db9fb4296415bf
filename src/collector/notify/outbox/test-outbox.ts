import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../../../../db/migrate.ts';
import { openDatabase } from '../../../../db/open.ts';
import { notificationWith } from '../../../../tests/notification.ts';
import { createLog } from '../../log.ts';
import type { Notification } from '../notification.ts';
import type { Review } from '../types.ts';
import { openDelivery } from './deliver.ts';
import { enqueue, type Told } from './enqueue.ts';
import { outboxStore } from './store.ts';
import type { Sent, Way } from './way.ts';

export const OK: Sent = { ok: true };
export const no = (changes: Partial<Extract<Sent, { ok: false }>> = {}): Sent => ({
  ok: false,
  retry: true,
  reason: 'server',
  message: 'It has trouble of its own (503)',
  ...changes,
});

/** For tests: a way that answers with these in turn, then takes everything, and remembers what it was given. */
export function testWay(answers: Sent[] = [], changes: Partial<Way> = {}) {
  const left = [...answers];
  const sent: Notification[] = [];
  const notes: { isOk: boolean; isDead: boolean }[] = [];
  const way: Way = {
    quietHours: null,
    isFor: () => true,
    send: async (notification) => {
      sent.push(notification);
      return left.shift() ?? OK;
    },
    note: async ({ ok }, isDead) => {
      notes.push({ isOk: ok, isDead });
    },
    ...changes,
  };
  return { way, sent, notes };
}

/** What to tell, with what a test wants otherwise. */
export interface Row {
  thread: string;
  target?: string;
  event?: string;
  dueAt?: number;
  clientId?: string;
  notification?: Partial<Notification>;
}

const SEND: Review = { type: 'send' };

/** For tests: an outbox on a database of its own whose targets go these ways; `start` is a restart of the hub. */
export async function openTestOutbox(ways: Record<string, Way | string>) {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-outbox-'));
  const database = await openDatabase(`file:${join(folder, 'test.db')}`);
  await migrateDatabase(database);
  const store = outboxStore(database);
  const told: Told = new Map();
  const logged: string[] = [];
  const log = createLog('debug', (line) => logged.push(line));
  const start = () =>
    openDelivery({ database, store, log, wayTo: async (target) => ways[target] ?? 'It was removed' });
  const delivery = start();
  return {
    ...delivery,
    start,
    store,
    told,
    logged,
    put: async (rows: Row[], now: number): Promise<void> => {
      const made = rows.map(
        ({ thread, target = 'a', event = 'opened', dueAt = now, clientId = 'home', notification }) => ({
          clientId,
          thread,
          target: { key: target, name: target },
          event,
          dueAt,
          notification: notificationWith({
            thread,
            message: `About ${thread}.`,
            event: event === 'resolved' ? 'resolved' : 'opened',
            ...notification,
          }),
        }),
      );
      const { statements, committed } = enqueue({ store, told, expect: delivery.expect }, made, now);
      await database.write(statements);
      committed();
    },
    /** Delivers what is due, and waits for it. */
    pass: async (now: number, review: (thread: string) => Review = () => SEND): Promise<void> => {
      await delivery.deliverDue(({ thread }) => review(thread), now);
      await delivery.settled();
    },
    /** Works while the outbox cannot be read. */
    breakFor: async (work: () => Promise<void>): Promise<void> => {
      const { $client } = database.writer;
      await $client.execute('ALTER TABLE deliveries RENAME TO broken');
      await work();
      await $client.execute('ALTER TABLE broken RENAME TO deliveries');
    },
    /** State, reason and attempts of each row, by thread and event. */
    rows: async () => {
      const { rows } = await store.page(['home', 'smith'], {});
      return Object.fromEntries(
        rows.map(({ thread, event, target, state, reason, attempts }) => [
          `${thread} ${event} ${target}`,
          { state, reason, attempts },
        ]),
      );
    },
    close: async () => {
      await delivery.settled();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type TestOutbox = Awaited<ReturnType<typeof openTestOutbox>>;
