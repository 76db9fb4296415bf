import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { servers } from './fleet.ts';

const severities = ['critical', 'high', 'medium', 'low'] as const;

/** What to watch, from where on it is trouble, and whom it concerns. */
export const rules = sqliteTable('rules', {
  /** A word for the rules that every hub has ("disk"), else a UUIDv7. */
  id: text('id').primaryKey(),
  /** null: for every client. */
  clientId: text('client_id'),
  /** JSON of the rule's schema. */
  definition: text('definition').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});

/** What somebody should know of a server. One that is not resolved stands for one cause: `(server, rule, subject)`. */
export const alerts = sqliteTable(
  'alerts',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id').notNull(),
    serverId: text('server_id')
      .notNull()
      .references(() => servers.id, { onDelete: 'cascade' }),
    /** `reported`: a system said so itself. */
    ruleId: text('rule_id').notNull().default('reported'),
    /** What it is about: a mount, disk, pool, service; for `reported` the text without what changes from push to push. */
    subject: text('subject').notNull(),
    /** How far it has got; a reported one has no levels. */
    level: text('level', { enum: ['warning', 'critical'] })
      .notNull()
      .default('warning'),
    severity: text('severity', { enum: severities }).notNull(),
    /** Follows the level: `disk_warning`, `disk_critical`. */
    type: text('type').notNull(),
    title: text('title').notNull(),
    message: text('message').notNull(),
    metricValue: real('metric_value'),
    thresholdValue: real('threshold_value'),
    status: text('status', { enum: ['open', 'acknowledged', 'resolved'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    acknowledgedAt: integer('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
    note: text('note'),
    /** No messages until then. */
    snoozedUntil: integer('snoozed_until'),
    resolvedAt: integer('resolved_at'),
    /** Who resolved it; null when it went by itself. */
    resolvedBy: text('resolved_by'),
    /** A person resolved it while its cause was still there: it does not open again before that has gone. */
    isDismissed: integer('is_dismissed', { mode: 'boolean' }).notNull().default(false),
    /** It comes and goes; it is over once it has stayed away for a while. */
    isFlapping: integer('is_flapping', { mode: 'boolean' }).notNull().default(false),
    /** The worst severity that people were told of; null: nobody was told. */
    toldSeverity: text('told_severity', { enum: severities }),
    /** Why nobody is told of it as it is now; null when somebody was. */
    quietReason: text('quiet_reason'),
    /** Pushes in a row that did not name it any more. */
    missedPushes: integer('missed_pushes').notNull().default(0),
  },
  (table) => [
    index('alerts_server').on(table.serverId, table.createdAt),
    index('alerts_client').on(table.clientId, table.id),
    uniqueIndex('alerts_standing')
      .on(table.serverId, table.ruleId, table.subject)
      .where(sql`status <> 'resolved'`),
  ],
);

/** Everything that happened to an alert, and why. */
export const alertEvents = sqliteTable(
  'alert_events',
  {
    id: text('id').primaryKey(),
    alertId: text('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    clientId: text('client_id').notNull(),
    at: integer('at').notNull(),
    kind: text('kind', {
      enum: [
        'opened',
        'worsened',
        'eased',
        'flapping',
        'acknowledged',
        'reopened',
        'snoozed',
        'resolved',
        'told',
        'quiet',
      ],
    }).notNull(),
    severity: text('severity', { enum: severities }).notNull(),
    reason: text('reason').notNull(),
    /** Who did it; null: the hub. */
    actor: text('actor'),
  },
  (table) => [index('alert_events_alert').on(table.alertId, table.id)],
);

/** Times in which alerts are kept quiet: maintenance that is planned, and silences that somebody asked for. */
export const mutes = sqliteTable(
  'mutes',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id').notNull(),
    kind: text('kind', { enum: ['window', 'silence'] }).notNull(),
    /** JSON of the schema of its kind. */
    definition: text('definition').notNull(),
    /** When it is over for good; null: it comes again. */
    endsAt: integer('ends_at'),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (table) => [index('mutes_client').on(table.clientId)],
);
