import { isDeepStrictEqual } from 'node:util';
import type { Statement } from '../../../../db/open.ts';
import { auditStatement } from '../../audit-log.ts';
import { HUB_CTX } from '../../context.ts';
import type { Log } from '../../log.ts';
import { CHANNELS } from '../channels/index.ts';
import { DEFAULT_ROUTING } from '../routing.ts';
import { readConfig, sealConfig } from './channel-record.ts';
import type { ChannelParts } from './channels.ts';
import { type ChannelVariables, channelsOf, type EnvironmentChannel } from './environment.ts';
import type { ChannelRow } from './store.ts';

type Complete = Extract<EnvironmentChannel, { config: unknown }>;

function newRow(id: string, type: Complete['type'], config: string, now: number): ChannelRow {
  return {
    id,
    clientId: null,
    type,
    name: CHANNELS[type].label,
    config,
    routing: JSON.stringify(DEFAULT_ROUTING),
    isEnabled: true,
    deadReason: null,
    createdAt: now,
    lastDeliveredAt: null,
    failedReason: null,
  };
}

function statementsOf(parts: ChannelParts, { type, config }: Complete, now: number): Statement[] {
  const { database, store, box, channels } = parts;
  const id = `env-${type}`;
  const known = channels().find((channel) => channel.id === id);
  if (known && isDeepStrictEqual(readConfig(box, known), config)) return [];
  const sealed = sealConfig(box, config);
  const action = known ? 'channel.update' : 'channel.create';
  const details = { name: known?.name ?? CHANNELS[type].label, type, from: 'environment' };
  return [
    ...(known
      ? store.updateChannel(known, { config: sealed, deadReason: null, failedReason: null })
      : [store.insertChannel(newRow(id, type, sealed, now))]),
    auditStatement(database, HUB_CTX, { clientId: null, action, subject: id, details }, now),
  ];
}

/**
 * Makes the channels that the environment sets up, for every client. Of one that is there only addresses and keys
 * follow the environment: name, routing and whether it is on are what people made of them.
 */
export async function renewFromEnvironment(
  parts: ChannelParts,
  variables: ChannelVariables,
  log: Log,
  now: number,
): Promise<void> {
  const statements = channelsOf(variables).flatMap((channel) => {
    if ('config' in channel) return statementsOf(parts, channel, now);
    const { type, variable, problem } = channel;
    log.warn('a channel of the environment is left out', { channel: type, variable, problem });
    return [];
  });
  await parts.database.write(statements);
  if (statements.length > 0) await parts.reload();
}
