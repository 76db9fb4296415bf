import { HOUSE_NETWORK, openOutbound } from '../../../src/collector/outbound.ts';
import type { Double, Refusal, Running } from '../double.ts';
import { readMail } from '../read-mail.ts';
import { PASSWORD, type SmtpReply, startSmtpServer, USERNAME } from '../smtp-server.ts';

async function start(): Promise<Running<SmtpReply>> {
  const server = await startSmtpServer();
  return {
    config: {
      host: '127.0.0.1',
      port: server.port,
      security: 'none',
      username: USERNAME,
      password: PASSWORD,
      from: 'porchlight@example.org',
      to: 'ada@example.org',
    },
    out: (changes) => openOutbound({ ...HOUSE_NETWORK, ...changes }),
    shown: () =>
      server.delivered.map(({ raw }) => {
        const { subject, text } = readMail(raw);
        return `${subject}\n${text}`;
      }),
    say: server.say,
    stop: server.stop,
  };
}

type Row = [string, SmtpReply, Refusal<SmtpReply>['failure']];
const ROWS: Row[] = [
  ['wait at the door', { at: 'connect', code: 421 }, { reason: 'server', retry: true }],
  ['wrong name or password', { at: 'auth', code: 535 }, { reason: 'unauthorized', retry: false }],
  ['no sign-in for now', { at: 'auth', code: 454 }, { reason: 'server', retry: true }],
  ['sign in first', { at: 'from', code: 530 }, { reason: 'unauthorized', retry: false }],
  ['try again later (greylisting)', { at: 'to', code: 451 }, { reason: 'server', retry: true }],
  ['no such mailbox', { at: 'to', code: 550 }, { reason: 'target_gone', retry: false }],
  ['mailbox full', { at: 'to', code: 552 }, { reason: 'rejected', retry: false }],
  ['busy', { at: 'data', code: 452 }, { reason: 'server', retry: true }],
  ['this looks like spam', { at: 'data', code: 554 }, { reason: 'rejected', retry: false }],
];

export const email: Double<SmtpReply> = {
  start,
  refusals: ROWS.map(([what, reply, failure]) => ({ what: `${what} (${reply.code})`, reply, failure })),
  keepsEmoji: true,
};
