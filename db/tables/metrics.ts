import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The ordered series names of a row or a block, stored once; `id` is a hash of server and names. */
export const seriesLayouts = sqliteTable(
  'series_layouts',
  {
    id: integer('id').primaryKey(),
    clientId: text('client_id').notNull(),
    serverId: text('server_id').notNull(),
    names: text('names', { mode: 'json' }).$type<string[]>().notNull(),
  },
  (table) => [index('series_layouts_server').on(table.serverId)],
);

/**
 * Reports not yet sealed, in the order they came (why: decision 0003). Server and tenant stand on the layout,
 * which every query joins to read a row at all; repeating them here would fill pages, and the log, sooner.
 */
export const heartbeats = sqliteTable('heartbeats', {
  id: integer('id').primaryKey(),
  at: integer('at').notNull(),
  layoutId: integer('layout_id').notNull(),
  /** JSON array without its brackets, one value per name of the layout, empty where unknown. */
  samples: text('samples').notNull(),
});

/** All series of one server over one span, compressed. `resolutionSeconds` 0: samples as sent. */
export const metricBlocks = sqliteTable(
  'metric_blocks',
  {
    serverId: text('server_id').notNull(),
    resolutionSeconds: integer('resolution_seconds').notNull(),
    startAt: integer('start_at').notNull(),
    clientId: text('client_id').notNull(),
    lastAt: integer('last_at').notNull(),
    /** How many times the block holds: lets a query refuse before it unpacks anything. */
    points: integer('points').notNull(),
    layoutId: integer('layout_id').notNull(),
    body: blob('body', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.serverId, table.resolutionSeconds, table.startAt] })],
);
