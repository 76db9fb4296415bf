import { and, asc, count, eq } from 'drizzle-orm';
import { type Database, guardChanges, type Statement, statement } from '../../../db/open.ts';
import { devices, pushKeys } from '../../../db/tables/notify.ts';

export type DeviceRow = typeof devices.$inferSelect;
export type PushKeyRow = typeof pushKeys.$inferSelect;

/** Every query on devices and the push key pair. A device is only ever found through the person it belongs to. */
export function notifyStore({ read, writer }: Database) {
  const mine = (personId: string, id: string) => and(eq(devices.personId, personId), eq(devices.id, id));
  return {
    keyPair: async (): Promise<PushKeyRow | null> => {
      const [row] = await read.select().from(pushKeys);
      return row ?? null;
    },

    /** Does nothing when there is a pair already: the first one stays. */
    insertKeyPair: (row: PushKeyRow) => statement(writer.insert(pushKeys).values(row).onConflictDoNothing()),

    devicesOf: (personId: string) =>
      read.select().from(devices).where(eq(devices.personId, personId)).orderBy(asc(devices.id)),

    countOf: async (personId: string): Promise<number> => {
      const [row] = await read.select({ n: count() }).from(devices).where(eq(devices.personId, personId));
      return row?.n ?? 0;
    },

    find: async (personId: string, id: string): Promise<DeviceRow | null> => {
      const [row] = await read.select().from(devices).where(mine(personId, id));
      return row ?? null;
    },

    findByEndpoint: async (personId: string, endpoint: string): Promise<DeviceRow | null> => {
      const own = and(eq(devices.personId, personId), eq(devices.endpoint, endpoint));
      const [row] = await read.select().from(devices).where(own);
      return row ?? null;
    },

    /** Adds the device, or renews the person's own one of that endpoint; another person's makes the batch fail. */
    save: (row: DeviceRow): Statement[] => {
      const { name, origin, p256dh, auth } = row;
      const insert = writer
        .insert(devices)
        .values(row)
        .onConflictDoUpdate({
          target: devices.endpoint,
          set: { name, origin, p256dh, auth, failedReason: null },
          setWhere: eq(devices.personId, row.personId),
        });
      return [statement(insert), guardChanges(1)];
    },

    remove: (personId: string, id: string) => statement(writer.delete(devices).where(mine(personId, id))),

    setSeverities: (personId: string, id: string, severities: string[]) =>
      statement(writer.update(devices).set({ severities }).where(mine(personId, id))),

    noteDelivered: (personId: string, id: string, at: number) =>
      statement(
        writer.update(devices).set({ lastDeliveredAt: at, failedReason: null }).where(mine(personId, id)),
      ),

    noteFailed: (personId: string, id: string, reason: string) =>
      statement(writer.update(devices).set({ failedReason: reason }).where(mine(personId, id))),
  };
}

export type NotifyStore = ReturnType<typeof notifyStore>;
