import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { slackMessage } from './slack.ts';

const HOOK = { webhook_url: 'https://hooks.slack.com/services/T/B/x' };
const attachmentOf = (changes: Parameters<typeof notificationWith>[0]) =>
  slackMessage(HOOK, notificationWith(changes)).attachments[0];

it('is the attachment that the requirement shows', () => {
  const config = { ...HOOK, channel: '#homelab', username: 'Porchlight', icon_emoji: ':bell:' };
  const service = { label: 'Service', value: 'plex' };
  const message = slackMessage(config, notificationWith({ severity: 'high', fields: [service] }));
  expect(message).toEqual({
    channel: '#homelab',
    username: 'Porchlight',
    icon_emoji: ':bell:',
    attachments: [
      {
        color: '#ff8c00',
        fallback: '🔴 HIGH: Server offline',
        title: '🔴 HIGH: Server offline',
        title_link: 'https://hub.example.org/alerts/42',
        text: 'No heartbeat for 3 minutes.',
        fields: [
          { title: 'Server', value: 'BackupServer', short: true },
          { title: 'Service', value: 'plex', short: true },
          { title: 'Time', value: '25 Nov 2026, 14:32:00 UTC', short: true },
        ],
        footer: 'Porchlight',
        ts: 1795617120,
      },
    ],
  });
});

describe('an attachment', () => {
  it('is green and says how long it lasted when all is well', () => {
    expect(attachmentOf({ event: 'resolved', lastedMs: 60_000 })).toMatchObject({
      color: '#2eb67d',
      title: '✅ RESOLVED: Server offline',
      fields: expect.arrayContaining([{ title: 'Lasted', value: '1m', short: true }]),
    });
  });

  it('mentions nobody', () => {
    expect(attachmentOf({ message: '<!channel> & <@U1>' })?.text).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  });

  it('is cut between entities', () => {
    const text = attachmentOf({ message: '&'.repeat(4000) })?.text ?? '';
    expect(text.length).toBeLessThanOrEqual(3000);
    expect(text).toMatch(/^(&amp;)+…$/);
  });

  it('has no link without a page', () => {
    expect(attachmentOf({ url: null })).not.toHaveProperty('title_link');
  });
});
