import { eq } from 'drizzle-orm';
import { type Database, type Statement, statement } from '../../../../db/open.ts';
import { watchdog } from '../../../../db/tables/notify.ts';

export type WatchdogRow = typeof watchdog.$inferSelect;

const THE_ONE = 1;

/** Every query on whom the hub calls to say that it is there. */
export function watchdogStore({ read, writer }: Database) {
  return {
    read: async (): Promise<WatchdogRow | null> => {
      const [row] = await read.select().from(watchdog);
      return row ?? null;
    },
    set: (url: string): Statement[] => [
      statement(writer.delete(watchdog)),
      statement(writer.insert(watchdog).values({ id: THE_ONE, url, lastCalledAt: null, failedReason: null })),
    ],
    clear: (): Statement => statement(writer.delete(watchdog)),
    note: (url: string, columns: Pick<WatchdogRow, 'failedReason'> & Partial<WatchdogRow>): Statement =>
      statement(writer.update(watchdog).set(columns).where(eq(watchdog.url, url))),
  };
}
