import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LOG_LEVELS } from './log.ts';

const flag = z.enum(['0', '1']).transform((value) => value === '1');

/** What sets channels up without a person; what they make is looked at by the module that knows channels. */
const CHANNEL_VARIABLES = [
  'SLACK_WEBHOOK_URL',
  'SLACK_CHANNEL',
  'DISCORD_WEBHOOK_URL',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_CHAT_ID',
  'PUSHOVER_TOKEN',
  'PUSHOVER_USER',
  'NTFY_URL',
  'NTFY_TOKEN',
  'GOTIFY_URL',
  'GOTIFY_TOKEN',
  'SMTP_HOST',
  'SMTP_PORT',
  'SMTP_USER',
  'SMTP_PASS',
  'SMTP_FROM',
  'ALERT_EMAIL_TO',
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'TWILIO_FROM',
  'TWILIO_TO',
] as const;
export type ChannelVariable = (typeof CHANNEL_VARIABLES)[number];

const text = z.string().optional();
const channelVariables = Object.fromEntries(CHANNEL_VARIABLES.map((name) => [name, text])) as Record<
  ChannelVariable,
  typeof text
>;

const schema = z.object({
  /** Address to listen on. */
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  /** The embedded database: a `file:` address. */
  DATABASE_URL: z.string().startsWith('file:').default('file:./data/porchlight.db'),
  /** The address people and agents use; absent: the one a request came in on. */
  PORCHLIGHT_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !URL.canParse(url) || new URL(url).pathname === '/', 'must have no path')
    .transform((url) => new URL(url).origin)
    .optional(),
  /** An admin key for automation; absent: one is generated at the first start and shown once. */
  PORCHLIGHT_API_KEY: z.string().min(24, 'must have at least 24 characters').optional(),
  /** Encrypts secrets at rest and signs sessions; absent: generated beside the database file. */
  PORCHLIGHT_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** `0` turns the built-in agent off. */
  PORCHLIGHT_LOCAL_AGENT: flag.default(true),
  /** `1` shows a made-up fleet, in a database of its own unless one is named. */
  PORCHLIGHT_DEMO: flag.default(false),
  ...channelVariables,
});

/** What the demo takes where nothing else is said: a hub that is in earnest is not touched, and this machine not shown. */
const DEMO_DEFAULTS = { DATABASE_URL: 'file:./data/demo/porchlight.db', PORCHLIGHT_LOCAL_AGENT: '0' };

export type Env = z.infer<typeof schema>;

/** `NAME_FILE` beside `NAME`: the value is the file's content, as container secrets come. */
function withFiles(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const values = { ...source };
  for (const name of Object.keys(schema.shape)) {
    const path = source[`${name}_FILE`];
    if (path && !values[name]) values[name] = readFileSync(path, 'utf8').trim();
  }
  return values;
}

/**
 * The environment as one typed object, parsed once at start.
 * @throws Error naming each wrong variable and what it wants; values are never repeated
 */
export function parseEnv(source: NodeJS.ProcessEnv): Env {
  const values = Object.fromEntries(Object.entries(withFiles(source)).filter(([, value]) => value !== ''));
  const result = schema.safeParse(values.PORCHLIGHT_DEMO === '1' ? { ...DEMO_DEFAULTS, ...values } : values);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not usable:\n  ${wrong.join('\n  ')}`);
}
