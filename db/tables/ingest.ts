import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Pushes that were stored, so that the same one sent again changes nothing. */
export const pushes = sqliteTable('pushes', {
  /** Hash of the sending key, the system and the push's own key or body. */
  id: text('id').primaryKey(),
  expiresAt: integer('expires_at').notNull(),
});
