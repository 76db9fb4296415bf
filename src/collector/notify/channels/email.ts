import { isIP } from 'node:net';
import { z } from 'zod';
import type { Outbound } from '../../outbound.ts';
import type { Notification } from '../notification.ts';
import { type ConfigOf, type Delivery, defineChannel } from './channel.ts';
import { EMAIL_LIMITS, emailContent } from './email-content.ts';
import { failureOfMail } from './email-failure.ts';
import { text } from './field.ts';

const SECURITY = {
  tls: 'TLS from the start (port 465)',
  starttls: 'STARTTLS (port 587)',
  none: 'None: only for a server in your own house',
} as const;

const MAX_RECEIVERS = 20;
const receivers = (to: string) => to.split(',').map((one) => one.trim());

const fields = {
  host: {
    kind: 'text',
    label: 'Mail server',
    help: 'The one that your provider names for sending, as smtp.example.org.',
    schema: text(253).regex(/^[\w.:-]+$/, 'must be a name or address'),
  },
  port: { kind: 'number', label: 'Port', schema: z.number().int().min(1).max(65_535) },
  security: {
    kind: 'choice',
    label: 'Encryption',
    options: SECURITY,
    schema: z.enum(['tls', 'starttls', 'none']),
  },
  username: { kind: 'text', label: 'User name', schema: text(200).optional() },
  password: {
    kind: 'text',
    label: 'Password',
    help: 'Providers with two-step sign-in give app passwords.',
    secret: true,
    schema: text(200).optional(),
  },
  from: { kind: 'email', label: 'Sent from', schema: z.email() },
  to: {
    kind: 'text',
    label: 'Sent to',
    help: 'Several addresses with commas between.',
    schema: text(2000).refine((to) => {
      const all = receivers(to);
      return all.length <= MAX_RECEIVERS && all.every((one) => z.email().safeParse(one).success);
    }, `must be mail addresses, ${MAX_RECEIVERS} at most`),
  },
} as const;

type Config = ConfigOf<typeof fields>;

/** The name is looked up by our own guard, so the certificate must be compared with it and not with the address. */
async function connectionOf({ host, port, security, username, password }: Config, out: Outbound) {
  return {
    host: await out.locate(host),
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(isIP(host) === 0 && { servername: host }),
    ...(out.ca !== undefined && { tls: { ca: out.ca } }),
    ...(username !== undefined && { auth: { user: username, pass: password } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

async function mail(config: Config, notification: Notification, out: Outbound): Promise<Delivery> {
  // Only when a mail is sent: the library is larger than all the other channels.
  const { createTransport } = await import('nodemailer');
  const signal = AbortSignal.timeout(out.timeoutMs);
  const transport = createTransport(await connectionOf(config, out));
  const { messageId } = await transport.sendMail({
    from: { name: 'Porchlight', address: config.from },
    to: receivers(config.to),
    ...emailContent(notification, config.from),
    signal,
  });
  return { ok: true, id: messageId };
}

export const email = defineChannel({
  label: 'E-mail',
  fields,
  limits: EMAIL_LIMITS,
  problem: ({ username, password }) =>
    (username === undefined) === (password === undefined)
      ? null
      : 'needs both user name and password, or neither',
  send: (config, notification, out) => mail(config, notification, out).catch(failureOfMail),
});
