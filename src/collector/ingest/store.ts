import { and, eq, gt, lte } from 'drizzle-orm';
import { type Database, type Statement, statement } from '../../../db/open.ts';
import { pushes } from '../../../db/tables/ingest.ts';

/** Which pushes were stored lately. */
export function pushStore({ read, writer }: Database) {
  return {
    isRemembered: async (id: string, now: number): Promise<boolean> => {
      const [row] = await read
        .select()
        .from(pushes)
        .where(and(eq(pushes.id, id), gt(pushes.expiresAt, now)));
      return row !== undefined;
    },

    /** Fails the batch when the same push is remembered already. */
    remember: (id: string, expiresAt: number, now: number): Statement[] => [
      statement(writer.delete(pushes).where(and(eq(pushes.id, id), lte(pushes.expiresAt, now)))),
      statement(writer.insert(pushes).values({ id, expiresAt })),
    ],

    forgetExpired: (now: number): Statement =>
      statement(writer.delete(pushes).where(lte(pushes.expiresAt, now))),
  };
}

export type PushStore = ReturnType<typeof pushStore>;
