import { z } from 'zod';
import { jsonPost } from '../../outbound.ts';
import { failure } from '../../outbound-failure.ts';
import { type Notification, type Urgency, urgencyOf } from '../notification.ts';
import { shorten } from '../shorten.ts';
import { bodyOf, headline } from '../wording.ts';
import { failureOf, readJson } from './answer.ts';
import { defineChannel } from './channel.ts';
import { below, token, webAddress } from './field.ts';

const LABEL = 'Gotify';
/** Gotify sets none; phones show no more than this anyway. */
const LIMITS = { title: 250, text: 4000, unit: 'characters' } as const;

/** From 4 on Android makes a sound, from 8 on it comes to the front. */
const PRIORITIES: Record<Urgency, number> = { urgent: 8, high: 6, normal: 4, low: 2 };

/** Plain text: Gotify would otherwise be free to read it as Markdown. */
export function gotifyMessage(notification: Notification) {
  const click =
    notification.url === null ? {} : { 'client::notification': { click: { url: notification.url } } };
  return {
    title: shorten(headline(notification), LIMITS.title),
    message: bodyOf(notification, { limit: LIMITS.text, withUrl: true }),
    priority: PRIORITIES[urgencyOf(notification)],
    extras: { 'client::display': { contentType: 'text/plain' }, ...click },
  };
}

const accepted = z.object({ id: z.number() });

export const gotify = defineChannel({
  label: LABEL,
  fields: {
    server_url: { kind: 'address', label: 'Address of the server', schema: webAddress() },
    token: {
      kind: 'text',
      label: 'Token of the application',
      help: 'In Gotify: Apps → Create application.',
      secret: true,
      schema: token(),
    },
  },
  limits: LIMITS,
  send: async ({ server_url, token }, notification, out) => {
    const request = jsonPost(below(server_url, 'message'), gotifyMessage(notification), {
      'X-Gotify-Key': token,
    });
    const answer = await out.post(request);
    const failed = failureOf(LABEL, answer, out.now());
    if (failed) return failed;
    const id = readJson(accepted, answer)?.id;
    if (id !== undefined) return { ok: true, id: String(id) };
    return failure(
      'rejected',
      `${LABEL} answered otherwise than it does: is this the address of its server?`,
    );
  },
});
