import { z } from 'zod';
import { formPost } from '../../outbound.ts';
import { failure } from '../../outbound-failure.ts';
import { type Notification, type Urgency, urgencyOf } from '../notification.ts';
import { shorten } from '../shorten.ts';
import { bodyOf, headline } from '../wording.ts';
import { failureOf, readJson } from './answer.ts';
import { type ConfigOf, defineChannel } from './channel.ts';
import { text } from './field.ts';

const LABEL = 'Pushover';
const ADDRESS = 'https://api.pushover.net/1/messages.json';
const LIMITS = { title: 250, text: 1024, unit: 'characters' } as const;

const key = () =>
  z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{30}$/, 'must be 30 letters and digits');

const fields = {
  token: {
    kind: 'text',
    label: 'Token of the application',
    help: 'At pushover.net: Create an Application/API Token.',
    secret: true,
    schema: key(),
  },
  user: {
    kind: 'text',
    label: 'Key of the user or group',
    help: 'Shown at pushover.net when you are signed in.',
    secret: true,
    schema: key(),
  },
  device: { kind: 'text', label: 'Only to this device', schema: text(25).optional() },
  emergency: {
    kind: 'switch',
    label: 'Repeat critical alerts until somebody confirms',
    help: 'Every minute, for an hour at most, at night too.',
    schema: z.boolean().default(false),
  },
} as const;

type Config = ConfigOf<typeof fields>;

const PRIORITIES: Record<Urgency, number> = { urgent: 1, high: 0, normal: 0, low: -1 };

/** How loud: 2 repeats until it is confirmed, 1 sounds in quiet hours too, -1 makes no sound. */
function priorityOf({ emergency }: Config, notification: Notification): Record<string, string> {
  const urgency = urgencyOf(notification);
  if (urgency !== 'urgent' || !emergency) return { priority: String(PRIORITIES[urgency]) };
  return { priority: '2', retry: '60', expire: '3600' };
}

export function pushoverForm(config: Config, notification: Notification): Record<string, string> {
  const { token, user, device } = config;
  return {
    token,
    user,
    ...(device !== undefined && { device }),
    title: shorten(headline(notification), LIMITS.title),
    message: bodyOf(notification, { limit: LIMITS.text, withUrl: false }),
    ...(notification.url !== null && { url: notification.url, url_title: 'Open in Porchlight' }),
    timestamp: String(Math.floor(notification.at / 1000)),
    ...priorityOf(config, notification),
  };
}

const answered = z.object({
  status: z.number(),
  request: z.string().optional(),
  token: z.string().optional(),
  user: z.string().optional(),
});

export const pushover = defineChannel({
  label: LABEL,
  fields,
  limits: LIMITS,
  send: async (config, notification, out) => {
    const answer = await out.post(formPost(ADDRESS, pushoverForm(config, notification)));
    const said = readJson(answered, answer);
    if (said?.token === 'invalid')
      return failure('unauthorized', `${LABEL} does not know the application’s token`);
    if (said?.user === 'invalid')
      return failure('target_gone', `${LABEL} does not know the user’s key or device`);
    const failed = failureOf(LABEL, answer, out.now());
    if (failed) return failed;
    if (said?.status !== 1) return failure('rejected', `${LABEL} did not take the message`);
    return { ok: true, id: said.request };
  },
});
