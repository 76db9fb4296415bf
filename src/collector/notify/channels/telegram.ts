import { z } from 'zod';
import { type Answer, jsonPost, type Outbound } from '../../outbound.ts';
import { type Failure, failure } from '../../outbound-failure.ts';
import { escapeMarkup } from '../escape-markup.ts';
import { type Notification, urgencyOf } from '../notification.ts';
import { bodyOf, headline } from '../wording.ts';
import { failureOf, readJson } from './answer.ts';
import { type ConfigOf, type Delivery, defineChannel } from './channel.ts';
import { token } from './field.ts';

const LABEL = 'Telegram';
const API = 'https://api.telegram.org';
const LIMITS = { text: 4096, unit: 'characters' } as const;

const fields = {
  bot_token: {
    kind: 'text',
    label: 'Token of the bot',
    help: 'Write /newbot to @BotFather: it answers with the token. Then write to your bot once.',
    secret: true,
    schema: token().regex(/^\d+:[\w-]+$/, 'must look like 123456:ABC-def'),
  },
  chat_id: {
    kind: 'text',
    label: 'Chat',
    help: 'A number, of a group with a minus before it; or @name of a public channel.',
    schema: z
      .string()
      .trim()
      .regex(/^(-?\d{1,20}|@\w{4,64})$/, 'must be a number or @name'),
  },
  thread_id: {
    kind: 'text',
    label: 'Topic, by its number',
    schema: z
      .string()
      .trim()
      .regex(/^\d{1,10}$/, 'must be a number')
      .optional(),
  },
} as const;

type Config = ConfigOf<typeof fields>;

/** The text, its first line bold as HTML, or plain. The limit counts what is left when the HTML is read. */
export function telegramText(notification: Notification, isHtml: boolean): string {
  const first = headline(notification);
  const body = bodyOf(notification, { limit: LIMITS.text - first.length - 2, withUrl: true });
  return isHtml ? `<b>${escapeMarkup(first)}</b>\n\n${escapeMarkup(body)}` : `${first}\n\n${body}`;
}

const answered = z.object({
  ok: z.boolean(),
  result: z.object({ message_id: z.number() }).optional(),
  description: z.string().optional(),
  parameters: z
    .object({ retry_after: z.number().optional(), migrate_to_chat_id: z.number().optional() })
    .optional(),
});

function post({ bot_token, chat_id, thread_id }: Config, notification: Notification, isHtml: boolean) {
  return jsonPost(`${API}/bot${bot_token}/sendMessage`, {
    chat_id,
    ...(thread_id !== undefined && { message_thread_id: Number(thread_id) }),
    text: telegramText(notification, isHtml),
    ...(isHtml && { parse_mode: 'HTML' }),
    disable_notification: urgencyOf(notification) === 'low',
    link_preview_options: { is_disabled: true },
  });
}

function failureOfAnswer(answer: Answer, now: number): Failure {
  const { description = '', parameters } = readJson(answered, answer) ?? {};
  if (answer.status === 403) return failure('target_gone', `${LABEL}: the bot was blocked or sent away`);
  if (/chat not found|thread not found/i.test(description)) {
    return failure('target_gone', `${LABEL} does not know this chat: write to the bot first`);
  }
  const failed = failureOf(LABEL, answer, now, parameters?.retry_after);
  return failed ?? failure('server', `${LABEL} did not take the message`);
}

/** Sends once more as the answer wants it: plain where the HTML was not understood, to a group's new id. */
async function again(
  config: Config,
  notification: Notification,
  out: Outbound,
  answer: Answer,
): Promise<Delivery> {
  const { description = '', parameters } = readJson(answered, answer) ?? {};
  const movedTo = parameters?.migrate_to_chat_id;
  if (movedTo !== undefined) {
    const chat_id = String(movedTo);
    const delivery = await deliveryOf(await out.post(post({ ...config, chat_id }, notification, true)), out);
    return delivery.ok ? { ...delivery, changes: { chat_id } } : delivery;
  }
  if (!/can't parse entities/i.test(description)) return failureOfAnswer(answer, out.now());
  return deliveryOf(await out.post(post(config, notification, false)), out);
}

function deliveryOf(answer: Answer, out: Outbound): Delivery {
  const result = readJson(answered, answer);
  if (!result?.ok || !result.result) return failureOfAnswer(answer, out.now());
  return { ok: true, id: String(result.result.message_id) };
}

export const telegram = defineChannel({
  label: LABEL,
  fields,
  limits: LIMITS,
  send: async (config, notification, out) => {
    const answer = await out.post(post(config, notification, true));
    const delivery = deliveryOf(answer, out);
    return delivery.ok ? delivery : again(config, notification, out, answer);
  },
});
