import type { ChannelVariable } from '../../env.ts';
import { AppError } from '../../errors.ts';
import type { ChannelType } from '../channels/index.ts';
import { type Config, configFrom } from './channel-config.ts';

export type ChannelVariables = Partial<Record<ChannelVariable, string | undefined>>;

/** What the environment says of one channel: all of it, or what is wrong with it. */
export type EnvironmentChannel =
  | { type: ChannelType; config: Config }
  | { type: ChannelType; variable: ChannelVariable | null; problem: string };

interface Source {
  type: ChannelType;
  /** Which variable fills which field. */
  fields: Record<string, ChannelVariable>;
  /** What follows from what is given. */
  filled?: (config: Config) => Config;
}

const SMTPS_PORT = 465;
const SUBMISSION_PORT = 587;
const RELAY_PORT = 25;

/** A relay in the house takes mail without a name; a name and password never travel in the open. */
function withSecurity(config: Config): Config {
  const port = Number(config.port ?? SUBMISSION_PORT);
  const isRelay = port === RELAY_PORT && config.username === undefined;
  const security = port === SMTPS_PORT ? 'tls' : isRelay ? 'none' : 'starttls';
  return { ...config, port, security };
}

/** "https://ntfy.sh/attic" is a server and a topic. */
function withTopic(config: Config): Config {
  const address = String(config.server_url ?? '');
  const end = address.lastIndexOf('/');
  return { ...config, server_url: address.slice(0, end + 1), topic: address.slice(end + 1) };
}

const SOURCES: readonly Source[] = [
  { type: 'slack', fields: { webhook_url: 'SLACK_WEBHOOK_URL', channel: 'SLACK_CHANNEL' } },
  { type: 'discord', fields: { webhook_url: 'DISCORD_WEBHOOK_URL' } },
  { type: 'telegram', fields: { bot_token: 'TELEGRAM_BOT_TOKEN', chat_id: 'TELEGRAM_CHAT_ID' } },
  { type: 'pushover', fields: { token: 'PUSHOVER_TOKEN', user: 'PUSHOVER_USER' } },
  { type: 'ntfy', fields: { server_url: 'NTFY_URL', token: 'NTFY_TOKEN' }, filled: withTopic },
  { type: 'gotify', fields: { server_url: 'GOTIFY_URL', token: 'GOTIFY_TOKEN' } },
  {
    type: 'email',
    fields: {
      host: 'SMTP_HOST',
      port: 'SMTP_PORT',
      username: 'SMTP_USER',
      password: 'SMTP_PASS',
      from: 'SMTP_FROM',
      to: 'ALERT_EMAIL_TO',
    },
    filled: withSecurity,
  },
  {
    type: 'sms',
    fields: {
      account_sid: 'TWILIO_ACCOUNT_SID',
      auth_token: 'TWILIO_AUTH_TOKEN',
      from: 'TWILIO_FROM',
      to: 'TWILIO_TO',
    },
  },
];

/** Names the variable, never its value. */
function problemOf({ type, fields }: Source, given: Config, error: AppError): EnvironmentChannel {
  const field = error.options.field?.replace(/^config\.?/, '') ?? '';
  // A topic is a part of its address.
  const variable = fields[field] ?? (field === 'topic' ? 'NTFY_URL' : null);
  const isMissing = variable !== null && !Object.hasOwn(given, field) && field !== 'topic';
  return { type, variable, problem: isMissing ? 'is missing' : error.message };
}

function channelOf(source: Source, variables: ChannelVariables): EnvironmentChannel | null {
  const entries = Object.entries(source.fields).map(([field, name]) => [field, variables[name]] as const);
  const given = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return null;
  try {
    return { type: source.type, config: configFrom(source.type, source.filled?.(given) ?? given) };
  } catch (error) {
    if (error instanceof AppError) return problemOf(source, given, error);
    throw error;
  }
}

/** The channels that the environment sets up, and those of which it says only a part. */
export function channelsOf(variables: ChannelVariables): EnvironmentChannel[] {
  return SOURCES.flatMap((source) => channelOf(source, variables) ?? []);
}
