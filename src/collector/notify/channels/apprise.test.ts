import { expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { scriptedOutbound } from '../../../../tests/scripted-outbound.ts';
import { apprise, appriseMessage } from './apprise.ts';

it.each([
  { severity: 'critical', event: 'opened', type: 'failure' },
  { severity: 'high', event: 'opened', type: 'failure' },
  { severity: 'medium', event: 'opened', type: 'warning' },
  { severity: 'low', event: 'opened', type: 'info' },
  { severity: 'critical', event: 'resolved', type: 'success' },
] as const)('$severity, $event: $type', ({ type, ...changes }) => {
  expect(appriseMessage({}, notificationWith(changes))).toMatchObject({ type, format: 'text' });
});

it.each([
  {
    what: 'a stored configuration',
    config: { server_url: 'https://a/apprise', key: 'home', tag: 'loud' },
    url: 'https://a/apprise/notify/home',
    sent: { tag: 'loud' },
  },
  {
    what: 'addresses of services',
    config: { server_url: 'https://a', urls: 'json://b  mastodon://c@d' },
    url: 'https://a/notify',
    sent: { urls: ['json://b', 'mastodon://c@d'] },
  },
])('is sent to $what', async ({ config, url, sent }) => {
  const { out, asked } = scriptedOutbound([{ body: '{"error":null}' }]);
  expect(await apprise.deliver(config, notificationWith(), out)).toEqual({ ok: true });
  expect(asked[0]?.url).toBe(url);
  expect(JSON.parse(String(asked[0]?.body))).toMatchObject(sent);
});
