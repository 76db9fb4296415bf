import { expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { scriptedOutbound } from '../../../../tests/scripted-outbound.ts';
import { sms } from './sms.ts';

const CONFIG = {
  account_sid: 'AC0123456789abcdef0123456789abcdef',
  auth_token: 'token',
  from: '+441632960001',
  to: '+441632960002',
};
const SERVICE = 'MG0123456789abcdef0123456789abcdef';

it.each([
  { from: CONFIG.from, sender: { From: CONFIG.from } },
  { from: SERVICE, sender: { MessagingServiceSid: SERVICE } },
])('is sent from $from', async ({ from, sender }) => {
  const { out, asked } = scriptedOutbound([{ status: 201, body: '{"sid":"SM1"}' }]);
  expect(await sms.deliver({ ...CONFIG, from }, notificationWith(), out)).toEqual({ ok: true, id: 'SM1' });
  const form = Object.fromEntries(new URLSearchParams(String(asked[0]?.body)));
  expect(form).toEqual({ To: CONFIG.to, ...sender, Body: expect.stringContaining('Server offline') });
});

it.each([
  ['+441632960001', true],
  [SERVICE, true],
  ['01632960001', false],
  ['+44 1632 960001', false],
  ['MG12', false],
])('may be sent from %s: %s', (from, may) => {
  expect(sms.config.safeParse({ ...CONFIG, from }).success).toBe(may);
});
