import type { Database } from '../../../../db/open.ts';
import type { SecretBox } from '../../auth/index.ts';
import { type Ctx, requireScope } from '../../context.ts';
import type { Log } from '../../log.ts';
import type { Outbound } from '../../outbound.ts';
import type { Matter, Target } from '../types.ts';
import { shownConfig } from './channel-config.ts';
import { type ChannelRecord, readConfig, recordOf } from './channel-record.ts';
import {
  type ChannelChanges,
  changeChannel,
  createChannel,
  findChannel,
  mayChange,
  type NewChannel,
  removeChannel,
} from './channels.ts';
import type { ChannelVariables } from './environment.ts';
import { matches } from './matches.ts';
import { renewFromEnvironment } from './renew-from-environment.ts';
import { targetStore } from './store.ts';
import { testChannel } from './test-channel.ts';

/** Somebody who may read alerts; null: of every client. */
export interface Reader {
  personId: string;
  clientIds: readonly string[] | null;
}

export interface TargetDeps {
  database: Database;
  box: SecretBox;
  out: Outbound;
  /** Zone in which messages tell times. */
  zone: string;
  log: Log;
  /** Channels that the environment sets up. */
  variables: ChannelVariables;
  readers: () => Promise<Reader[]>;
}

interface DeviceRecord {
  id: string;
  personId: string;
  name: string;
  severities: readonly string[];
}

export const mayRead = (reader: Reader | undefined, clientId: string): boolean =>
  reader !== undefined && (reader.clientIds === null || reader.clientIds.includes(clientId));

/** Opens channels, and devices as places to send to. All are in memory: alerts must find them without waiting. */
export async function openTargets(
  { database, box, out, zone, log, variables, readers }: TargetDeps,
  now: number,
) {
  const store = targetStore(database);
  let channels: ChannelRecord[] = [];
  let devices: DeviceRecord[] = [];
  let readersById = new Map<string, Reader>();

  const reload = async () => {
    channels = (await store.allChannels()).flatMap((row) => recordOf(row) ?? []);
  };
  const reloadDevices = async () => {
    const found = await store.allDevices();
    readersById = new Map((await readers()).map((reader) => [reader.personId, reader]));
    devices = found;
  };
  await reload();
  await reloadDevices();
  const parts = { database, store, box, out, zone, channels: () => channels, reload };
  await renewFromEnvironment(parts, variables, log, now);

  const channelTarget = ({ id, name, routing }: ChannelRecord): Target => ({
    key: `channel:${id}`,
    name,
    escalateAfterMinutes: routing.escalate_after_minutes,
    sendsResolved: routing.sends_resolved,
  });
  const deviceTarget = ({ id, name }: DeviceRecord): Target => ({
    key: `device:${id}`,
    name,
    escalateAfterMinutes: null,
    sendsResolved: true,
  });
  const takes = ({ personId, severities }: DeviceRecord, { clientId, severity }: Matter) =>
    severities.includes(severity) && mayRead(readersById.get(personId), clientId);

  return {
    parts,
    /** Where something goes: channels that work and take it, and devices of those who may read it. */
    targetsFor: (matter: Matter): Target[] => [
      ...channels
        .filter(({ isEnabled, deadReason }) => isEnabled && deadReason === null)
        .filter((channel) => matches(channel, matter))
        .map(channelTarget),
      ...devices.filter((device) => takes(device, matter)).map(deviceTarget),
    ],
    /** Those of these targets that are still there. */
    known: (keys: ReadonlySet<string>): Target[] =>
      [...channels.map(channelTarget), ...devices.map(deviceTarget)].filter(({ key }) => keys.has(key)),
    channelOf: (id: string): ChannelRecord | undefined => channels.find((channel) => channel.id === id),
    deviceForSending: store.deviceForSending,
    /** Job, and after people or devices have changed. */
    reloadDevices,
    readers,
    listChannels: (ctx: Ctx): ChannelRecord[] => {
      const clientIds = requireScope(ctx, 'read');
      return channels.filter(({ clientId }) => clientId === null || clientIds.includes(clientId));
    },
    get: (ctx: Ctx, id: string): ChannelRecord => findChannel(parts, ctx, id),
    /** What may be shown of a channel's configuration: to those who may change it. */
    shownConfig: (ctx: Ctx, channel: ChannelRecord): Record<string, string> =>
      mayChange(ctx, channel.clientId) ? shownConfig(channel.type, readConfig(box, channel) ?? {}) : {},
    create: (ctx: Ctx, input: NewChannel, now: number) => createChannel(parts, ctx, input, now),
    change: (ctx: Ctx, id: string, changes: ChannelChanges, now: number) =>
      changeChannel(parts, ctx, id, changes, now),
    remove: (ctx: Ctx, id: string, now: number) => removeChannel(parts, ctx, id, now),
    test: (ctx: Ctx, id: string, now: number) => testChannel(parts, ctx, id, now),
  };
}

export type Targets = Awaited<ReturnType<typeof openTargets>>;
