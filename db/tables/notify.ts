import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { people } from './auth.ts';

/** The hub's one key pair for web push (RFC 8292). A changed key would silence every device, so it stays. */
export const pushKeys = sqliteTable('push_keys', {
  /** Always 1: there is one pair. */
  id: integer('id').primaryKey(),
  publicKey: text('public_key').notNull(),
  /** Sealed with the hub's secret. */
  privateKey: text('private_key').notNull(),
  createdAt: integer('created_at').notNull(),
});

/** Browsers in which a person turned notifications on. */
export const devices = sqliteTable(
  'devices',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    clientId: text('client_id').notNull(),
    name: text('name').notNull(),
    /** Address of the hub as this browser knows it; its notifications open pages there. */
    origin: text('origin').notNull(),
    endpoint: text('endpoint').notNull().unique(),
    p256dh: text('p256dh').notNull(),
    /** Sealed with the hub's secret. */
    auth: text('auth').notNull(),
    /** Of which severities it wants to know, as JSON. */
    severities: text('severities', { mode: 'json' })
      .$type<string[]>()
      .notNull()
      .default(['critical', 'high']),
    createdAt: integer('created_at').notNull(),
    lastDeliveredAt: integer('last_delivered_at'),
    /** Why the newest message did not arrive, in words; null when it did. */
    failedReason: text('failed_reason'),
  },
  (table) => [index('devices_person').on(table.personId)],
);

/** Ways to reach people beside their own devices. */
export const channels = sqliteTable(
  'channels',
  {
    id: text('id').primaryKey(),
    /** Alerts of this client go to it; null: of every client. */
    clientId: text('client_id'),
    type: text('type').notNull(),
    name: text('name').notNull(),
    /** Addresses and keys as JSON, sealed with the hub's secret. */
    config: text('config').notNull(),
    /** What goes to it and when, as JSON of the routing schema. */
    routing: text('routing').notNull(),
    isEnabled: integer('is_enabled', { mode: 'boolean' }).notNull().default(true),
    /** Set by the hub when nothing can arrive there any more, until a person changes it. */
    deadReason: text('dead_reason'),
    createdAt: integer('created_at').notNull(),
    lastDeliveredAt: integer('last_delivered_at'),
    failedReason: text('failed_reason'),
  },
  (table) => [index('channels_client').on(table.clientId)],
);

/** The outbox and its log: each row is one thing to tell one target once. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id').notNull(),
    /** What it belongs to: the id of an alert, or `incident:` and the id of one. */
    thread: text('thread').notNull(),
    /** `channel:ID`, `device:ID`, or `subscriber:ID` for a visitor of a public page. */
    target: text('target').notNull(),
    /** The target's name when this was written. */
    targetName: text('target_name').notNull(),
    /** What is told, once for each thread and target: `opened`, `worsened:critical`, `resolved`, `update:ID`. */
    event: text('event').notNull(),
    /** JSON of the notification. */
    notification: text('notification').notNull(),
    state: text('state', { enum: ['pending', 'delivered', 'failed', 'cancelled'] }).notNull(),
    /** Why it waits, failed or was cancelled, in words. */
    reason: text('reason'),
    attempts: integer('attempts').notNull().default(0),
    /** Rows that go as one message carry the id of the first, from the first attempt on. */
    batch: text('batch'),
    dueAt: integer('due_at').notNull(),
    createdAt: integer('created_at').notNull(),
    finishedAt: integer('finished_at'),
  },
  (table) => [
    uniqueIndex('deliveries_once').on(table.thread, table.target, table.event),
    index('deliveries_state').on(table.state, table.dueAt),
    index('deliveries_client').on(table.clientId, table.id),
  ],
);

/** Somebody outside who notices when the hub itself falls silent. At most one row. */
export const watchdog = sqliteTable('watchdog', {
  id: integer('id').primaryKey(),
  /** Address to call, sealed with the hub's secret. */
  url: text('url').notNull(),
  lastCalledAt: integer('last_called_at'),
  failedReason: text('failed_reason'),
});
