import { z } from 'zod';
import { apprise } from './apprise.ts';
import type { Channel } from './channel.ts';
import { discord } from './discord.ts';
import { email } from './email.ts';
import { gotify } from './gotify.ts';
import { ntfy } from './ntfy.ts';
import { pushover } from './pushover.ts';
import { slack } from './slack.ts';
import { sms } from './sms.ts';
import { telegram } from './telegram.ts';
import { webhook } from './webhook.ts';

/** Every way to reach people beside web push, by its type. Lists show them in this order. */
export const CHANNELS = {
  email,
  slack,
  discord,
  telegram,
  pushover,
  ntfy,
  gotify,
  sms,
  webhook,
  apprise,
} satisfies Record<string, Channel>;

export type ChannelType = keyof typeof CHANNELS;

export const CHANNEL_TYPES = Object.keys(CHANNELS) as ChannelType[];

/** A channel's type with the configuration that it needs. */
export type ChannelSetup = {
  [Type in ChannelType]: { type: Type; config: z.output<(typeof CHANNELS)[Type]['config']> };
}[ChannelType];

const setups = CHANNEL_TYPES.map((type) =>
  z.object({ type: z.literal(type), config: CHANNELS[type].config }),
);
type Setups = [(typeof setups)[number], ...typeof setups];

/** What a person or program says to set a channel up. */
export const channelSetupSchema = z.discriminatedUnion('type', setups as Setups) as z.ZodType<ChannelSetup>;
