import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** A public page: what it shows, and who may read it. */
export const statusPages = sqliteTable(
  'status_pages',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id').notNull(),
    /** Its address below `/status`; empty: `/status` itself. */
    slug: text('slug').notNull().unique(),
    /** JSON of the page's schema. */
    definition: text('definition').notNull(),
    /** SHA-256 of the word that opens it; null: everybody may read it. */
    accessHash: text('access_hash'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [index('status_pages_client').on(table.clientId)],
);

const incidentStates = ['investigating', 'identified', 'monitoring', 'resolved'] as const;

/** Something that people are told of in words. */
export const incidents = sqliteTable(
  'incidents',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id').notNull(),
    pageId: text('page_id')
      .notNull()
      .references(() => statusPages.id, { onDelete: 'cascade' }),
    /** What the public knows it by; never the id. */
    key: text('key').notNull().unique(),
    /** null: named after what it concerns, in each reader's language. */
    title: text('title'),
    /** Keys of the components that it concerns, as JSON. */
    components: text('components', { mode: 'json' }).$type<string[]>().notNull(),
    /** What it means for them while it is not under watch or over. */
    impact: text('impact', { enum: ['down', 'impaired', 'none'] }).notNull(),
    state: text('state', { enum: incidentStates }).notNull(),
    /** The alert that it was written for. */
    alertId: text('alert_id'),
    startedAt: integer('started_at').notNull(),
    resolvedAt: integer('resolved_at'),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (table) => [index('incidents_page').on(table.pageId, table.startedAt)],
);

export const incidentUpdates = sqliteTable(
  'incident_updates',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id').notNull(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id, { onDelete: 'cascade' }),
    state: text('state', { enum: incidentStates }).notNull(),
    /** Words that are there in every language; null: `text` says all. */
    template: text('template'),
    /** As it was written, beside the template or alone. */
    text: text('text'),
    /** Who says it, if they wish to be named. */
    by: text('by'),
    at: integer('at').notNull(),
  },
  (table) => [index('incident_updates_incident').on(table.incidentId, table.at)],
);

/** Work that was planned, and told beforehand. */
export const maintenances = sqliteTable(
  'maintenances',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id').notNull(),
    pageId: text('page_id')
      .notNull()
      .references(() => statusPages.id, { onDelete: 'cascade' }),
    key: text('key').notNull().unique(),
    title: text('title').notNull(),
    text: text('text'),
    /** Keys of the components that it concerns, as JSON. */
    components: text('components', { mode: 'json' }).$type<string[]>().notNull(),
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (table) => [index('maintenances_page').on(table.pageId, table.endsAt)],
);

/** Browsers of visitors that want to know of incidents. Nobody knows whose they are. */
export const subscribers = sqliteTable(
  'subscribers',
  {
    id: text('id').primaryKey(),
    clientId: text('client_id').notNull(),
    pageId: text('page_id')
      .notNull()
      .references(() => statusPages.id, { onDelete: 'cascade' }),
    language: text('language').notNull(),
    /** The hub's address as this browser knows it. */
    origin: text('origin').notNull(),
    endpoint: text('endpoint').notNull(),
    p256dh: text('p256dh').notNull(),
    /** Sealed with the hub's secret. */
    auth: text('auth').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('subscribers_once').on(table.pageId, table.endpoint),
    index('subscribers_endpoint').on(table.endpoint),
  ],
);
