import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Post } from '../../outbound.ts';
import type { Notification } from '../notification.ts';
import { bytes, shorten } from '../shorten.ts';
import { failureOf } from './answer.ts';
import { type ConfigOf, defineChannel } from './channel.ts';
import { webAddress } from './field.ts';

const LABEL = 'The webhook';
/** Keeps the whole body under the 20 kB that the standard advises. */
const LIMITS = { title: 150, text: 4000, unit: 'bytes' } as const;

const PREFIX = 'whsec_';
const MIN_KEY_BYTES = 24;
const MAX_KEY_BYTES = 64;

const keyBytes = (secret: string) => Buffer.from(secret.slice(PREFIX.length), 'base64');

const signingSecret = () =>
  z
    .string()
    .trim()
    .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, 'must be whsec_ and base64')
    .refine((secret) => {
      const { length } = keyBytes(secret);
      return length >= MIN_KEY_BYTES && length <= MAX_KEY_BYTES;
    }, 'must hold 24 to 64 bytes');

const fields = {
  url: { kind: 'address', label: 'Address', secret: true, schema: webAddress() },
  secret: {
    kind: 'text',
    label: 'Secret for signatures',
    help: 'whsec_ and 24 to 64 random bytes as base64: openssl rand -base64 32',
    secret: true,
    schema: signingSecret(),
  },
  old_secret: {
    kind: 'text',
    label: 'Secret before that',
    help: 'While you change secrets, messages are signed with both.',
    secret: true,
    schema: signingSecret().optional(),
  },
} as const;

/** The body: what happened, and all that is known of it. Units are in the names. */
export function webhookBody(notification: Notification): string {
  const { id, thread, event, severity, title, message, server, at, url, fields, items, lastedMs } =
    notification;
  return JSON.stringify({
    type: `notification.${event}`,
    timestamp: new Date(at).toISOString(),
    data: {
      id,
      thread,
      event,
      severity,
      title,
      message: shorten(message, LIMITS.text, { size: bytes }),
      server,
      url,
      fields,
      items,
      lasted_seconds: lastedMs === null ? null : Math.round(lastedMs / 1000),
    },
  });
}

/**
 * The headers by which a receiver knows sender, repetition and age (Standard Webhooks 1.0.0): an HMAC-SHA-256 of
 * id, time and body for each secret.
 * @param now time of this attempt, in ms
 */
export function signatureHeaders(secrets: string[], id: string, body: string, now: number): Post['headers'] {
  const timestamp = Math.floor(now / 1000);
  const signatures = secrets.map((secret) =>
    createHmac('sha256', keyBytes(secret)).update(`${id}.${timestamp}.${body}`).digest('base64'),
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.map((signature) => `v1,${signature}`).join(' '),
  };
}

function requestOf(
  { url, secret, old_secret }: ConfigOf<typeof fields>,
  notification: Notification,
  now: number,
): Post {
  const body = webhookBody(notification);
  const secrets = old_secret === undefined ? [secret] : [secret, old_secret];
  const signed = signatureHeaders(secrets, notification.id, body, now);
  return { url, body, headers: { 'Content-Type': 'application/json', ...signed } };
}

export const webhook = defineChannel({
  label: 'Signed webhook',
  fields,
  limits: LIMITS,
  send: async (config, notification, out) => {
    const answer = await out.post(requestOf(config, notification, out.now()));
    return failureOf(LABEL, answer, out.now()) ?? { ok: true };
  },
});
