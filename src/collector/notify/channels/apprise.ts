import { z } from 'zod';
import { jsonPost } from '../../outbound.ts';
import { failure } from '../../outbound-failure.ts';
import type { Notification, Severity } from '../notification.ts';
import { shorten } from '../shorten.ts';
import { bodyOf, headline } from '../wording.ts';
import { failureOf } from './answer.ts';
import { type ConfigOf, defineChannel } from './channel.ts';
import { below, text, token, webAddress } from './field.ts';

const LABEL = 'Apprise';
/** Apprise cuts for each service itself. */
const LIMITS = { title: 250, text: 8000, unit: 'characters' } as const;

const fields = {
  server_url: { kind: 'address', label: 'Address of the Apprise server', schema: webAddress() },
  key: {
    kind: 'text',
    label: 'Key of a stored configuration',
    help: 'Either this, or addresses below.',
    secret: true,
    schema: z
      .string()
      .trim()
      .regex(/^[\w-]{1,128}$/, 'must be letters, digits, _ and -')
      .optional(),
  },
  urls: {
    kind: 'text',
    label: 'Addresses of services',
    help: 'As Apprise writes them, several with spaces between: mastodon://token@host',
    secret: true,
    schema: text(4000).optional(),
  },
  tag: { kind: 'text', label: 'Only those with this tag', schema: token().optional() },
} as const;

type Config = ConfigOf<typeof fields>;

const TYPES: Record<Severity, string> = {
  critical: 'failure',
  high: 'failure',
  medium: 'warning',
  low: 'info',
};

export function appriseMessage({ urls, tag }: Pick<Config, 'urls' | 'tag'>, notification: Notification) {
  return {
    ...(urls !== undefined && { urls: urls.split(/\s+/) }),
    ...(tag !== undefined && { tag }),
    title: shorten(headline(notification), LIMITS.title),
    body: bodyOf(notification, { limit: LIMITS.text, withUrl: true }),
    type: notification.event === 'resolved' ? 'success' : TYPES[notification.severity],
    format: 'text',
  };
}

export const apprise = defineChannel({
  label: LABEL,
  fields,
  limits: LIMITS,
  problem: ({ key, urls }) =>
    (key === undefined) === (urls === undefined) ? 'needs a key or addresses of services, not both' : null,
  send: async (config, notification, out) => {
    const address = below(config.server_url, config.key === undefined ? 'notify' : `notify/${config.key}`);
    const accept = { Accept: 'application/json' };
    const answer = await out.post(jsonPost(address, appriseMessage(config, notification), accept));
    if (answer.status === 204)
      return failure('target_gone', `${LABEL} has nobody to tell under this key or tag`);
    if (answer.status === 424) {
      // Others have it already, and would get it again.
      return failure('rejected', `${LABEL} could not reach all of its services`);
    }
    return failureOf(LABEL, answer, out.now()) ?? { ok: true };
  },
});
