import type { Ctx } from '../../context.ts';
import type { Fleet } from '../../fleet/index.ts';
import {
  CHANNEL_TYPES,
  CHANNELS,
  type ChannelRecord,
  formOf,
  type Notify,
  type WatchdogState,
} from '../../notify/index.ts';
import type { ChannelTypeView, ChannelView, WatchdogView } from '../schema/channels.ts';
import { iso } from './parts.ts';
import type { Views } from './types.ts';

export interface ChannelViewParts {
  fleet: Fleet;
  notify: Notify;
}

/** A channel without its secrets; what else it needs is for those who may change it. */
export function channelView(
  { fleet, notify }: ChannelViewParts,
  ctx: Ctx,
  channel: ChannelRecord,
): ChannelView {
  const { clientId } = channel;
  return {
    channel_id: channel.id,
    client_id: clientId,
    client_name: clientId === null ? null : fleet.clientName(clientId),
    type: channel.type,
    type_label: CHANNELS[channel.type].label,
    name: channel.name,
    config: notify.channels.shownConfig(ctx, channel),
    routing: channel.routing,
    is_enabled: channel.isEnabled,
    dead_reason: channel.deadReason,
    failed_reason: channel.failedReason,
    last_delivered_at: iso(channel.lastDeliveredAt),
    created_at: iso(channel.createdAt),
  };
}

const channelTypes = (): ChannelTypeView[] =>
  CHANNEL_TYPES.map((type) => ({ type, label: CHANNELS[type].label, fields: formOf(CHANNELS[type]) }));

export function watchdogView({ isSet, host, lastCalledAt, failedReason }: WatchdogState): WatchdogView {
  return { is_set: isSet, host, last_called_at: iso(lastCalledAt), failed_reason: failedReason };
}

/** Ways to reach people, and who watches the hub. */
export function channelViews(parts: ChannelViewParts): Pick<Views, 'channels' | 'channelTypes' | 'watchdog'> {
  return {
    channels: async (ctx) => ({
      items: parts.notify.channels.listChannels(ctx).map((channel) => channelView(parts, ctx, channel)),
    }),
    channelTypes,
    watchdog: async (ctx) => watchdogView(await parts.notify.watchdog.state(ctx)),
  };
}
