import { and, asc, eq, isNull } from 'drizzle-orm';
import { type Database, guardChanges, type Statement, statement } from '../../../../db/open.ts';
import { channels, devices } from '../../../../db/tables/notify.ts';

export type ChannelRow = typeof channels.$inferSelect;

/** Every query on channels, and on devices as places to send to. */
export function targetStore({ read, writer }: Database) {
  const own = ({ id, clientId }: Pick<ChannelRow, 'id' | 'clientId'>) =>
    and(eq(channels.id, id), clientId === null ? isNull(channels.clientId) : eq(channels.clientId, clientId));
  return {
    /** Of every client: targets are looked up in memory. */
    allChannels: (): Promise<ChannelRow[]> =>
      read.select().from(channels).orderBy(asc(channels.createdAt), asc(channels.id)),

    /** Of every person. */
    allDevices: () =>
      read
        .select({
          id: devices.id,
          personId: devices.personId,
          name: devices.name,
          severities: devices.severities,
        })
        .from(devices),

    deviceForSending: async (id: string) => {
      const [row] = await read.select().from(devices).where(eq(devices.id, id));
      return row ?? null;
    },

    insertChannel: (row: ChannelRow): Statement => statement(writer.insert(channels).values(row)),

    /** Fails as stale when it is gone. */
    updateChannel: (row: Pick<ChannelRow, 'id' | 'clientId'>, columns: Partial<ChannelRow>): Statement[] => [
      statement(writer.update(channels).set(columns).where(own(row))),
      guardChanges(1),
    ],

    removeChannel: (row: Pick<ChannelRow, 'id' | 'clientId'>): Statement[] => [
      statement(writer.delete(channels).where(own(row))),
      guardChanges(1),
    ],

    /** What the hub notes of a channel by itself; one that was removed meanwhile is none. */
    noteChannel: (row: Pick<ChannelRow, 'id' | 'clientId'>, columns: Partial<ChannelRow>): Statement =>
      statement(writer.update(channels).set(columns).where(own(row))),
  };
}

export type TargetStore = ReturnType<typeof targetStore>;
