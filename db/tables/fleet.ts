import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A household or an MSP's customer: the tenant. */
export const clients = sqliteTable('clients', {
  id: text('id').primaryKey(),
  name: text('name').notNull().unique(),
  /** The hub's own client ("Home"): its owners run the hub. */
  isHome: integer('is_home', { mode: 'boolean' }).notNull().default(false),
  /** Until then alerts of its servers are shown and not sent. */
  learningUntil: integer('learning_until'),
  createdAt: integer('created_at').notNull(),
});

export const servers = sqliteTable(
  'servers',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id),
    displayName: text('display_name').notNull(),
    hostname: text('hostname').notNull(),
    ipAddress: text('ip_address').notNull(),
    macAddress: text('mac_address'),
    tdpWatts: integer('tdp_watts').notNull().default(50),
    location: text('location'),
    tags: text('tags', { mode: 'json' }).$type<string[]>().notNull(),
    osDistribution: text('os_distribution'),
    osVersion: text('os_version'),
    kernel: text('kernel'),
    architecture: text('architecture'),
    agentVersion: text('agent_version'),
    /** Who reports for it: its agent, or a workflow that pushes seldom; decides how long silence is normal. */
    reportedBy: text('reported_by', { enum: ['agent', 'webhook'] })
      .notNull()
      .default('agent'),
    /** What the last report said beside numbers (devices, file systems, images), as JSON. */
    facts: text('facts').notNull().default('{}'),
    /** Until then its alerts are shown and not sent. */
    learningUntil: integer('learning_until'),
    registeredAt: integer('registered_at').notNull(),
  },
  (table) => [index('servers_client').on(table.clientId)],
);

/** Ids that a person removed: reports for them are answered with 410 until somebody adds them again. */
export const retiredServers = sqliteTable('retired_servers', {
  id: text('id').primaryKey(),
  clientId: text('client_id').notNull(),
  retiredAt: integer('retired_at').notNull(),
});

export const expectedServices = sqliteTable(
  'expected_services',
  {
    serverId: text('server_id')
      .notNull()
      .references(() => servers.id, { onDelete: 'cascade' }),
    clientId: text('client_id').notNull(),
    name: text('name').notNull(),
    critical: integer('critical', { mode: 'boolean' }).notNull().default(true),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.serverId, table.name] })],
);

/** Every change of a state. What was true at a moment is the last row at or before it. */
export const transitions = sqliteTable(
  'transitions',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id').notNull(),
    serverId: text('server_id')
      .notNull()
      .references(() => servers.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['server', 'service', 'container', 'pool', 'disk', 'replication'] }).notNull(),
    /** Name of the service, container, pool, disk or task; empty for the server itself. */
    subject: text('subject').notNull().default(''),
    state: text('state').notNull(),
    at: integer('at').notNull(),
    reason: text('reason').notNull(),
  },
  (table) => [
    index('transitions_subject').on(table.serverId, table.kind, table.subject, table.at),
    index('transitions_at').on(table.at),
  ],
);

/** When the hub itself was last known to work: at most one row. */
export const hubPulse = sqliteTable('hub_pulse', {
  id: integer('id').primaryKey(),
  at: integer('at').notNull(),
});

/** Times in which the hub was away, so that nobody knows what was then. */
export const hubAbsences = sqliteTable('hub_absences', {
  fromAt: integer('from_at').primaryKey(),
  toAt: integer('to_at').notNull(),
});
