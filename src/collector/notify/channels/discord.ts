import { z } from 'zod';
import { jsonPost } from '../../outbound.ts';
import { failure } from '../../outbound-failure.ts';
import { colourOf } from '../colour.ts';
import type { Notification } from '../notification.ts';
import { shorten } from '../shorten.ts';
import { factsOf, headline, messageOf } from '../wording.ts';
import { failureOf, readJson } from './answer.ts';
import { type ConfigOf, defineChannel } from './channel.ts';
import { text, webAddress } from './field.ts';

const LABEL = 'Discord';
const LIMITS = { title: 256, text: 4096, unit: 'characters' } as const;
/** Of all texts of the embeds together. */
const MAX_TOTAL = 6000;

const fields = {
  webhook_url: {
    kind: 'address',
    label: 'Webhook address',
    help: 'In Discord: channel settings → Integrations → Webhooks → Copy webhook URL.',
    secret: true,
    schema: webAddress(),
  },
  thread_id: { kind: 'text', label: 'Thread, by its id', schema: text(30).optional() },
  username: { kind: 'text', label: 'Name of the sender', schema: text(80).optional() },
} as const;

/** A text in which Discord finds nothing to format, link or mention. */
const escapeMarkdown = (plain: string) => plain.replace(/[\\*_~`|<>[\]()#@]/g, '\\$&');

/** The message as one embed. It can mention nobody, whatever its texts say. */
export function discordMessage({ username }: ConfigOf<typeof fields>, notification: Notification) {
  const title = shorten(headline(notification), LIMITS.title, { write: escapeMarkdown });
  const facts = factsOf(notification).map(({ label, value }) => ({
    name: escapeMarkdown(label),
    value: escapeMarkdown(value),
    inline: true,
  }));
  const footer = { text: 'Porchlight' };
  const others = [title, footer.text, ...facts.flatMap(({ name, value }) => [name, value])].join('');
  const room = Math.min(LIMITS.text, MAX_TOTAL - others.length);
  const embed = {
    title,
    ...(notification.url !== null && { url: notification.url }),
    description: shorten(messageOf(notification), room, { write: escapeMarkdown }),
    color: colourOf(notification),
    fields: facts,
    footer,
    timestamp: new Date(notification.at).toISOString(),
  };
  return { username, embeds: [embed], allowed_mentions: { parse: [] } };
}

const accepted = z.object({ id: z.string() });
const limited = z.object({ retry_after: z.number() });

/** With `wait` the answer tells whether the message was stored; without it a lost one looks like any other. */
function addressOf({ webhook_url, thread_id }: ConfigOf<typeof fields>): string {
  const url = new URL(webhook_url);
  url.searchParams.set('wait', 'true');
  if (thread_id !== undefined) url.searchParams.set('thread_id', thread_id);
  return url.href;
}

export const discord = defineChannel({
  label: LABEL,
  fields,
  limits: LIMITS,
  send: async (config, notification, out) => {
    const answer = await out.post(jsonPost(addressOf(config), discordMessage(config, notification)));
    const failed = failureOf(LABEL, answer, out.now(), readJson(limited, answer)?.retry_after);
    if (failed) return failed;
    const id = readJson(accepted, answer)?.id;
    if (id !== undefined) return { ok: true, id };
    return failure('rejected', `${LABEL} did not keep the message: is this the address of a webhook?`);
  },
});
