import { expect, it } from 'vitest';
import { failureOfMail } from './email-failure.ts';

const mailError = (code: string, responseCode?: number) =>
  Object.assign(new Error('secret'), { code, ...(responseCode !== undefined && { responseCode }) });

it.each([
  { error: mailError('EAUTH', 535), reason: 'unauthorized', retry: false, says: 'name and password (535)' },
  { error: mailError('EAUTH', 454), reason: 'server', retry: true, says: '(454)' },
  { error: mailError('ENOAUTH'), reason: 'unauthorized', retry: false, says: 'wants a name and password' },
  { error: mailError('EENVELOPE', 530), reason: 'unauthorized', retry: false, says: '(530)' },
  { error: mailError('EENVELOPE', 550), reason: 'target_gone', retry: false, says: 'this address (550)' },
  { error: mailError('EENVELOPE', 452), reason: 'server', retry: true, says: '(452)' },
  { error: mailError('EENVELOPE', 552), reason: 'rejected', retry: false, says: '(552)' },
  { error: mailError('EMESSAGE', 550), reason: 'rejected', retry: false, says: 'refused the mail (550)' },
  { error: mailError('EMESSAGE', 554), reason: 'rejected', retry: false, says: 'refused the mail (554)' },
  { error: mailError('EPROTOCOL', 421), reason: 'server', retry: true, says: '(421)' },
  { error: mailError('ETLS'), reason: 'network', retry: true, says: 'encryption' },
  { error: mailError('ETIMEDOUT'), reason: 'timeout', retry: true, says: 'in time' },
  { error: mailError('EABORT'), reason: 'timeout', retry: true, says: 'in time' },
  { error: mailError('EDNS'), reason: 'network', retry: true, says: 'online' },
  { error: mailError('ESOCKET'), reason: 'network', retry: true, says: 'ESOCKET' },
  { error: 'secret', reason: 'network', retry: true, says: 'unknown' },
])('$error.code $error.responseCode: $reason', ({ error, reason, retry, says }) => {
  const failed = failureOfMail(error);
  expect(failed).toMatchObject({ ok: false, reason, retry });
  expect(failed.message).toContain('mail server');
  expect(failed.message).toContain(says);
  expect(failed.message).not.toContain('secret');
});
