import type { Database } from '../../../../db/open.ts';
import { type Ctx, requireScope } from '../../context.ts';
import { AppError } from '../../errors.ts';
import {
  addMute,
  changeWindow,
  findMute,
  type MuteClient,
  removeMute,
  requireTimely,
} from './change-mutes.ts';
import { type ActiveMute, activeMutes, type Matter, type Muted, mutedBy } from './mute-of.ts';
import type { MaintenanceWindow, Mute, Silence } from './schema.ts';
import { muteStore } from './store.ts';

export interface MuteDeps {
  database: Database;
  /** The client of a server that the asker may change. @throws AppError `not_found` */
  clientOfServer: (ctx: Ctx, serverId: string) => string;
  /** The client for something new: the one named, else the asker's only one, else the hub's own. */
  chooseClient: (ctx: Ctx, named: string | undefined) => string;
}

const MINUTE_MS = 60_000;
/** What is over is shown for so long. */
const SHOWN_MS = 14 * 86_400_000;

/** Opens maintenance windows and silences. */
export async function openMutes({ database, clientOfServer, chooseClient }: MuteDeps) {
  const store = muteStore(database);
  let mutes: Mute[] = [];
  const reload = async () => {
    mutes = await store.all();
  };
  await reload();
  const parts = { database, store, all: () => mutes, reload };

  let seen: { mutes: Mute[]; minute: number; active: ActiveMute[] } = { mutes, minute: -1, active: [] };
  /** Windows open on whole minutes, and finding out takes long; every alert asks. */
  const activeAt = (now: number): ActiveMute[] => {
    const minute = Math.floor(now / MINUTE_MS);
    if (seen.mutes !== mutes || seen.minute !== minute) {
      seen = { mutes, minute, active: activeMutes(mutes, minute * MINUTE_MS) };
    }
    return seen.active.filter(({ muted }) => muted.until === null || muted.until > now);
  };

  /** Of a server its own client; any other named is a mistake. */
  function clientFor(ctx: Ctx, serverId: string | null, named: string | undefined): MuteClient {
    requireScope(ctx, 'operate');
    if (serverId === null) return { clientId: chooseClient(ctx, named) };
    const clientId = clientOfServer(ctx, serverId);
    if (named === undefined || named === clientId) return { clientId };
    throw new AppError('invalid', 'client_id: the server belongs to another client', { field: 'client_id' });
  }

  const listed = <K extends Mute['kind']>(ctx: Ctx, kind: K) => {
    const clientIds = requireScope(ctx, 'read');
    return mutes.filter(
      (mute): mute is Extract<Mute, { kind: K }> => mute.kind === kind && clientIds.includes(mute.clientId),
    );
  };

  return {
    /** Whether a matter is kept quiet now, and why. */
    muteOf: (matter: Matter, now: number): Muted | null => mutedBy(activeAt(now), matter),
    listWindows: (ctx: Ctx) => listed(ctx, 'window'),
    listSilences: (ctx: Ctx) => listed(ctx, 'silence'),
    createWindow: async (ctx: Ctx, definition: MaintenanceWindow, named: string | undefined, now: number) => {
      const { clientId } = clientFor(ctx, definition.scope.server_id, named);
      requireTimely(definition, now);
      return addMute(parts, ctx, { kind: 'window', definition }, clientId, now);
    },
    changeWindow: async (ctx: Ctx, id: string, definition: MaintenanceWindow, now: number) => {
      const { clientId } = findMute(parts, ctx, 'window', id);
      clientFor(ctx, definition.scope.server_id, clientId);
      return changeWindow(parts, ctx, id, definition, now);
    },
    removeWindow: (ctx: Ctx, id: string, now: number) => removeMute(parts, ctx, 'window', id, now),
    createSilence: async (ctx: Ctx, definition: Silence, named: string | undefined, now: number) => {
      const { clientId } = clientFor(ctx, definition.scope.server_id, named);
      if (definition.until !== null && Date.parse(definition.until) <= now) {
        throw new AppError('invalid', 'until: is in the past', { field: 'until' });
      }
      return addMute(parts, ctx, { kind: 'silence', definition }, clientId, now);
    },
    removeSilence: (ctx: Ctx, id: string, now: number) => removeMute(parts, ctx, 'silence', id, now),
    /** Job: drops what has been over for two weeks. */
    prune: async (now: number): Promise<void> => {
      await database.write([store.removeEndedBefore(now - SHOWN_MS)]);
      await reload();
    },
  };
}

export type Mutes = Awaited<ReturnType<typeof openMutes>>;
