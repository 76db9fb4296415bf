import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Settings a person changed; absent keys have their default. */
export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
  updatedAt: integer('updated_at').notNull(),
});

/** Every change by a person, key or policy, written in the same transaction as the change. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id'),
    at: integer('at').notNull(),
    actorType: text('actor_type').notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    details: text('details').notNull(),
    requestId: text('request_id').notNull(),
  },
  (table) => [index('audit_log_at').on(table.at), index('audit_log_client').on(table.clientId, table.id)],
);
