import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { scriptedOutbound } from '../../../../tests/scripted-outbound.ts';
import { discord, discordMessage } from './discord.ts';

const HOOK = { webhook_url: 'https://discord.com/api/webhooks/1/x' };
const embedOf = (changes: Parameters<typeof notificationWith>[0]) =>
  discordMessage(HOOK, notificationWith(changes)).embeds[0];

it('is one embed that mentions nobody', () => {
  expect(discordMessage({ ...HOOK, username: 'Porchlight' }, notificationWith({ fields: [] }))).toEqual({
    username: 'Porchlight',
    embeds: [
      {
        title: '🚨 CRITICAL: Server offline',
        url: 'https://hub.example.org/alerts/42',
        description: 'No heartbeat for 3 minutes.',
        color: 0xff0000,
        fields: [
          { name: 'Server', value: 'BackupServer', inline: true },
          { name: 'Time', value: '25 Nov 2026, 14:32:00 UTC', inline: true },
        ],
        footer: { text: 'Porchlight' },
        timestamp: '2026-11-25T14:32:00.000Z',
      },
    ],
    allowed_mentions: { parse: [] },
  });
});

describe('an embed', () => {
  it.each([
    ['*a* _b_ ~c~ `d` |e|', '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\|e\\|'],
    ['[x](y)', '\\[x\\]\\(y\\)'],
    ['@everyone <@1> <#2>', '\\@everyone \\<\\@1\\> \\<\\#2\\>'],
    ['back\\slash', 'back\\\\slash'],
  ])('shows %s as it is', (message, description) => {
    expect(embedOf({ message })?.description).toBe(description);
  });

  it('is never cut between a mark and its backslash', () => {
    expect(embedOf({ message: '*'.repeat(4000), fields: [] })?.description).toMatch(/^(\\\*)+…$/);
  });
});

it.each([
  [HOOK, 'https://discord.com/api/webhooks/1/x?wait=true'],
  [{ ...HOOK, thread_id: '42' }, 'https://discord.com/api/webhooks/1/x?wait=true&thread_id=42'],
])('with %j is sent to %s', async (config, url) => {
  const { out, asked } = scriptedOutbound([{ body: '{"id":"5"}' }]);
  expect(await discord.deliver(config, notificationWith(), out)).toEqual({ ok: true, id: '5' });
  expect(asked[0]?.url).toBe(url);
});
