import { z } from 'zod';
import { type Answer, formPost } from '../../outbound.ts';
import { type FailureReason, failure } from '../../outbound-failure.ts';
import { failureOf, readJson } from './answer.ts';
import { basicAuth } from './basic-auth.ts';
import { type Delivery, defineChannel } from './channel.ts';
import { token } from './field.ts';
import { smsText } from './sms-text.ts';

const LABEL = 'Twilio';
const API = 'https://api.twilio.com/2010-04-01/Accounts';
const LIMITS = { text: 160, unit: 'characters' } as const;

const E164 = /^\+[1-9]\d{6,14}$/;
const SERVICE = /^MG[0-9a-f]{32}$/;

const fields = {
  account_sid: {
    kind: 'text',
    label: 'Account SID',
    help: 'On the first page of the Twilio console.',
    schema: z
      .string()
      .trim()
      .regex(/^AC[0-9a-f]{32}$/, 'must be AC and 32 hexadecimal digits'),
  },
  auth_token: { kind: 'text', label: 'Auth token', secret: true, schema: token() },
  from: {
    kind: 'text',
    label: 'Sent from',
    help: 'A number of yours as +441632960001, or a messaging service by its id (MG…).',
    schema: z
      .string()
      .trim()
      .refine((from) => E164.test(from) || SERVICE.test(from), 'must be a number as +441632960001, or MG…'),
  },
  to: {
    kind: 'text',
    label: 'Sent to',
    help: 'A number as +441632960002.',
    schema: z.string().trim().regex(E164, 'must be a number as +441632960002'),
  },
} as const;

/** Twilio's own codes that say more than the status (Twilio, "Error and Warning Dictionary"). */
const CODES: Record<number, [FailureReason, string]> = {
  20003: ['unauthorized', 'does not accept the account SID and token'],
  20429: ['rate_limited', 'asks to be sent less'],
  21211: ['target_gone', 'does not know the number it should send to'],
  21603: ['unauthorized', 'needs a number to send from'],
  21606: ['unauthorized', 'does not send from this number'],
  21610: ['target_gone', 'was told by this number to send no more'],
  63038: ['rate_limited', 'has sent as much as it may today'],
};

const accepted = z.object({ sid: z.string() });
const refused = z.object({ code: z.number() });

function deliveryOf(answer: Answer, now: number): Delivery {
  const code = readJson(refused, answer)?.code;
  const known = code === undefined ? undefined : CODES[code];
  if (known !== undefined) return failure(known[0], `${LABEL} ${known[1]} (${code})`);
  const failed = failureOf(LABEL, answer, now);
  if (failed) return failed;
  const sid = readJson(accepted, answer)?.sid;
  return sid === undefined ? failure('rejected', `${LABEL} did not take the message`) : { ok: true, id: sid };
}

export const sms = defineChannel({
  label: 'SMS (Twilio)',
  fields,
  limits: LIMITS,
  send: async ({ account_sid, auth_token, from, to }, notification, out) => {
    const sender: Record<string, string> = SERVICE.test(from)
      ? { MessagingServiceSid: from }
      : { From: from };
    const form = { To: to, ...sender, Body: smsText(notification) };
    const request = formPost(`${API}/${account_sid}/Messages.json`, form, {
      Authorization: basicAuth(account_sid, auth_token),
    });
    return deliveryOf(await out.post(request), out.now());
  },
});
