import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { servers } from './fleet.ts';

/** What somebody should know of a server. One that is not resolved stands for one cause: `(server, type, subject)`. */
export const alerts = sqliteTable(
  'alerts',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id').notNull(),
    serverId: text('server_id')
      .notNull()
      .references(() => servers.id, { onDelete: 'cascade' }),
    severity: text('severity', { enum: ['critical', 'high', 'medium', 'low'] }).notNull(),
    /** `reported`: a system said so itself. */
    type: text('type').notNull(),
    /** What it is about; for `reported` the text without what changes from push to push. */
    subject: text('subject').notNull(),
    title: text('title').notNull(),
    message: text('message').notNull(),
    metricValue: real('metric_value'),
    thresholdValue: real('threshold_value'),
    status: text('status', { enum: ['open', 'acknowledged', 'resolved'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    acknowledgedAt: integer('acknowledged_at'),
    resolvedAt: integer('resolved_at'),
    /** Pushes in a row that did not name it any more. */
    missedPushes: integer('missed_pushes').notNull().default(0),
  },
  (table) => [
    index('alerts_server').on(table.serverId, table.createdAt),
    uniqueIndex('alerts_open').on(table.serverId, table.type, table.subject).where(sql`status <> 'resolved'`),
  ],
);
