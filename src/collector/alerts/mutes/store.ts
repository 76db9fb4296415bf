import { and, eq, lt } from 'drizzle-orm';
import { type Database, guardChanges, type Statement, statement } from '../../../../db/open.ts';
import { mutes } from '../../../../db/tables/alerts.ts';
import { type Mute, silenceSchema, windowSchema } from './schema.ts';
import { endOf } from './timetable.ts';

type Row = typeof mutes.$inferSelect;

/** A row that does not fit mutes nothing: better heard than missed. */
function muteFrom({ id, clientId, kind, definition, createdAt, createdBy }: Row): Mute[] {
  const place = { id, clientId, createdAt, createdBy };
  try {
    const parsed: unknown = JSON.parse(definition);
    return kind === 'window'
      ? [{ ...place, kind, definition: windowSchema.parse(parsed) }]
      : [{ ...place, kind, definition: silenceSchema.parse(parsed) }];
  } catch {
    return [];
  }
}

/** When a mute is over for good, in ms; null: it comes again, or lasts until somebody takes it back. */
export function endsAtOf(mute: Mute): number | null {
  if (mute.kind === 'window') return endOf(mute.definition);
  return mute.definition.until === null ? null : Date.parse(mute.definition.until);
}

const rowOf = (mute: Mute): Row => ({
  ...mute,
  definition: JSON.stringify(mute.definition),
  endsAt: endsAtOf(mute),
});

/** Every query on maintenance windows and silences. */
export function muteStore({ read, writer }: Database) {
  const own = ({ id, clientId }: Mute) => and(eq(mutes.id, id), eq(mutes.clientId, clientId));
  return {
    /** Of every client: they are looked up in memory. */
    all: async (): Promise<Mute[]> => (await read.select().from(mutes).orderBy(mutes.id)).flatMap(muteFrom),
    insert: (mute: Mute): Statement => statement(writer.insert(mutes).values(rowOf(mute))),
    /** Fails as stale when it is gone. */
    update: (mute: Mute): Statement[] => {
      const { definition, endsAt } = rowOf(mute);
      return [statement(writer.update(mutes).set({ definition, endsAt }).where(own(mute))), guardChanges(1)];
    },
    remove: (mute: Mute): Statement[] => [statement(writer.delete(mutes).where(own(mute))), guardChanges(1)],
    removeEndedBefore: (before: number): Statement =>
      statement(writer.delete(mutes).where(lt(mutes.endsAt, before))),
  };
}

export type MuteStore = ReturnType<typeof muteStore>;
