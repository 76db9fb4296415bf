import { z } from 'zod';
import { jsonPost, type Post } from '../../outbound.ts';
import { failure } from '../../outbound-failure.ts';
import { type Notification, type Urgency, urgencyOf } from '../notification.ts';
import { bytes, shorten } from '../shorten.ts';
import { bodyOf, emojiOf, plainHeadline } from '../wording.ts';
import { failureOf, readJson } from './answer.ts';
import { basicAuth } from './basic-auth.ts';
import { type ConfigOf, defineChannel } from './channel.ts';
import { text, token, webAddress } from './field.ts';

const LABEL = 'ntfy';
const LIMITS = { title: 250, text: 4096, unit: 'bytes' } as const;

const fields = {
  server_url: {
    kind: 'address',
    label: 'Address of the server',
    help: 'https://ntfy.sh, or your own.',
    schema: webAddress(),
  },
  topic: {
    kind: 'text',
    label: 'Topic',
    help: 'On an open server everybody who knows it can read along: make it long and random.',
    secret: true,
    schema: z
      .string()
      .trim()
      .regex(/^[\w-]{1,64}$/, 'must be letters, digits, _ and -, 64 at most'),
  },
  token: { kind: 'text', label: 'Access token', secret: true, schema: token().optional() },
  username: { kind: 'text', label: 'Name, where there is no token', schema: text(100).optional() },
  password: { kind: 'text', label: 'Password', secret: true, schema: text(200).optional() },
} as const;

type Config = ConfigOf<typeof fields>;

const PRIORITIES: Record<Urgency, number> = { urgent: 5, high: 4, normal: 3, low: 2 };

/** ntfy shows these tags as the emoji they name, before the title. */
const TAGS: Record<string, string> = {
  '🚨': 'rotating_light',
  '🔴': 'red_circle',
  '⚠': 'warning',
  ℹ: 'information_source',
  '✅': 'white_check_mark',
  '🔔': 'bell',
  '🔧': 'wrench',
};

export function ntfyMessage({ topic }: Pick<Config, 'topic'>, notification: Notification) {
  const tag = TAGS[emojiOf(notification)];
  return {
    topic,
    title: shorten(plainHeadline(notification), LIMITS.title, { size: bytes }),
    message: bodyOf(notification, { limit: LIMITS.text, withUrl: false, size: bytes }),
    priority: PRIORITIES[urgencyOf(notification)],
    tags: tag === undefined ? [] : [tag],
    ...(notification.url !== null && { click: notification.url }),
  };
}

function keyOf({ token, username, password }: Config): Post['headers'] {
  if (token !== undefined) return { Authorization: `Bearer ${token}` };
  if (username === undefined || password === undefined) return {};
  return { Authorization: basicAuth(username, password) };
}

const accepted = z.object({ id: z.string() });

export const ntfy = defineChannel({
  label: LABEL,
  fields,
  limits: LIMITS,
  problem: ({ username, password }) =>
    (username === undefined) === (password === undefined) ? null : 'needs both name and password, or neither',
  send: async (config, notification, out) => {
    // With JSON the topic stands in the body, and the address is the server's own.
    const answer = await out.post(
      jsonPost(config.server_url, ntfyMessage(config, notification), keyOf(config)),
    );
    const failed = failureOf(LABEL, answer, out.now());
    if (failed) return failed;
    const id = readJson(accepted, answer)?.id;
    if (id !== undefined) return { ok: true, id };
    return failure(
      'rejected',
      `${LABEL} answered otherwise than it does: is this the address of its server?`,
    );
  },
});
