import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
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
    createdAt: integer('created_at').notNull(),
    lastDeliveredAt: integer('last_delivered_at'),
    /** Why the newest message did not arrive, in words; null when it did. */
    failedReason: text('failed_reason'),
  },
  (table) => [index('devices_person').on(table.personId)],
);
