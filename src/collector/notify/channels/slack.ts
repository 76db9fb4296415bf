import { jsonPost } from '../../outbound.ts';
import { type FailureReason, failure } from '../../outbound-failure.ts';
import { colourOf } from '../colour.ts';
import { escapeMarkup } from '../escape-markup.ts';
import type { Notification } from '../notification.ts';
import { shorten } from '../shorten.ts';
import { factsOf, headline, messageOf } from '../wording.ts';
import { failureOf } from './answer.ts';
import { type ConfigOf, defineChannel } from './channel.ts';
import { text, webAddress } from './field.ts';

const LABEL = 'Slack';
const LIMITS = { title: 150, text: 3000, unit: 'characters' } as const;

const fields = {
  webhook_url: {
    kind: 'address',
    label: 'Webhook address',
    help: 'In Slack: your app → Incoming Webhooks → Add New Webhook. Mattermost understands the same messages.',
    secret: true,
    schema: webAddress(),
  },
  channel: {
    kind: 'text',
    label: 'Channel',
    help: 'Only older webhooks and Mattermost can be sent to another channel than their own.',
    schema: text(80).optional(),
  },
  username: { kind: 'text', label: 'Name of the sender', schema: text(80).optional() },
  icon_emoji: {
    kind: 'text',
    label: 'Picture of the sender',
    help: 'An emoji by its name, as :bell:',
    schema: text(80).optional(),
  },
} as const;

/** The message as an attachment: nothing else in Slack has a bar of colour. */
export function slackMessage(config: ConfigOf<typeof fields>, notification: Notification) {
  const title = shorten(headline(notification), LIMITS.title, { write: escapeMarkup });
  const { channel, username, icon_emoji } = config;
  const attachment = {
    color: `#${colourOf(notification).toString(16).padStart(6, '0')}`,
    fallback: title,
    title,
    ...(notification.url !== null && { title_link: notification.url }),
    text: shorten(messageOf(notification), LIMITS.text, { write: escapeMarkup }),
    fields: factsOf(notification).map(({ label, value }) => ({
      title: escapeMarkup(label),
      value: escapeMarkup(value),
      short: true,
    })),
    footer: 'Porchlight',
    ts: Math.floor(notification.at / 1000),
  };
  return { channel, username, icon_emoji, attachments: [attachment] };
}

/** What Slack says instead of "ok", with differing statuses. */
const REFUSALS: Record<string, FailureReason> = {
  invalid_token: 'unauthorized',
  action_prohibited: 'unauthorized',
  posting_to_general_channel_denied: 'unauthorized',
  channel_not_found: 'target_gone',
  channel_is_archived: 'target_gone',
  user_not_found: 'target_gone',
  no_service: 'target_gone',
  no_service_id: 'target_gone',
  no_active_hooks: 'target_gone',
  no_team: 'target_gone',
  team_disabled: 'target_gone',
  invalid_payload: 'rejected',
  no_text: 'rejected',
  too_many_attachments: 'rejected',
};

export const slack = defineChannel({
  label: LABEL,
  fields,
  limits: LIMITS,
  send: async (config, notification, out) => {
    const answer = await out.post(jsonPost(config.webhook_url, slackMessage(config, notification)));
    const said = answer.body.trim();
    const reason = Object.hasOwn(REFUSALS, said) ? REFUSALS[said] : undefined;
    if (reason !== undefined) return failure(reason, `${LABEL} refused the message (${said})`);
    const failed = failureOf(LABEL, answer, out.now());
    if (failed) return failed;
    if (said === 'ok') return { ok: true };
    return failure('rejected', `${LABEL} answered otherwise than it does: is this the address of a webhook?`);
  },
});
