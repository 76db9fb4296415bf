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
