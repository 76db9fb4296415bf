import { type DeviceParts, sendToDevice } from './device-message.ts';
import type { Way, WayTo } from './outbox/way.ts';
import type { ChannelRecord } from './targets/channel-record.ts';
import { mayRead, type Targets } from './targets/index.ts';
import { noteDelivery, sendTo } from './targets/test-channel.ts';

export interface WayParts {
  targets: Targets;
  devices: DeviceParts;
  /** How many alerts are open for somebody who reads these clients; null: every one. */
  openAlertCount: (clientIds: readonly string[] | null) => number;
  /** Ways of other modules, by the kind of their targets; they get the id. */
  others: ReadonlyMap<string, WayTo>;
}

function channelWay({ targets }: WayParts, channel: ChannelRecord): Way {
  const { parts, channelOf } = targets;
  /** What a person has just set right is not stopped by an answer to what it was before. */
  const isAsItWas = () => channelOf(channel.id)?.config === channel.config;
  return {
    quietHours: channel.routing.quiet_hours,
    isFor: (clientId) => channel.clientId === null || channel.clientId === clientId,
    send: (notification) => sendTo(parts, channel, notification),
    note: (sent, isDead, now) => noteDelivery(parts, channel, sent, isDead && isAsItWas(), now),
  };
}

function wayToChannel(parts: WayParts, id: string): Way | string {
  const channel = parts.targets.channelOf(id);
  if (!channel) return 'The channel was removed';
  if (!channel.isEnabled) return 'The channel is turned off';
  return channel.deadReason === null
    ? channelWay(parts, channel)
    : `The channel was stopped: ${channel.deadReason}`;
}

/** Who has lost their rights meanwhile is told nothing more. */
async function wayToDevice(parts: WayParts, id: string): Promise<Way | string> {
  const { targets, devices, openAlertCount } = parts;
  const device = await targets.deviceForSending(id);
  if (!device) return 'The device was removed';
  const reader = (await targets.readers()).find(({ personId }) => personId === device.personId);
  if (!reader) return 'Its person may not see this any more';
  return {
    quietHours: null,
    isFor: (clientId) => mayRead(reader, clientId),
    send: (notification, now) =>
      sendToDevice(devices, device, notification, openAlertCount(reader.clientIds), now),
    note: async (sent) => {
      if (!sent.ok && sent.reason === 'gone') await targets.reloadDevices();
    },
  };
}

/** The way to a target, by its key; a text says why there is none. */
export async function wayTo(parts: WayParts, target: string): Promise<Way | string> {
  const [kind = '', id = ''] = target.split(':', 2);
  if (kind === 'channel') return wayToChannel(parts, id);
  if (kind === 'device') return wayToDevice(parts, id);
  return parts.others.get(kind)?.(id) ?? 'The hub knows no way there';
}
