import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { emailContent } from './email-content.ts';

const contentOf = (changes: Parameters<typeof notificationWith>[0] = {}) =>
  emailContent(notificationWith(changes), 'hub@example.org');
const { id, thread } = notificationWith();

it('has a subject, a text, and marks itself as a machine’s', () => {
  expect(contentOf()).toMatchObject({
    subject: '🚨 CRITICAL: Server offline',
    text: expect.stringMatching(/^No heartbeat[\s\S]*Server: BackupServer[\s\S]*alerts\/42$/),
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
});

describe('the HTML', () => {
  it('shows message, facts and a link', () => {
    const { html } = contentOf({ message: 'One.\nTwo.\n\nThree.', severity: 'high' });
    expect(html).toContain('<h2>🔴 HIGH: Server offline</h2>');
    expect(html).toContain('<p>One.<br>Two.</p>\n<p>Three.</p>');
    expect(html).toContain('<tr><td>Server&nbsp;</td><td>BackupServer</td></tr>');
    expect(html).toContain('<a href="https://hub.example.org/alerts/42">Open in Porchlight</a>');
  });

  it('has no tags but its own', () => {
    const tag = '<img src=x>';
    const { html } = contentOf({
      title: tag,
      message: tag,
      server: tag,
      fields: [{ label: tag, value: tag }],
    });
    expect(html).not.toContain('<img');
    expect(html.split('&lt;img src=x&gt;')).toHaveLength(6);
  });

  it('has no link without a page', () => {
    expect(contentOf({ url: null }).html).not.toContain('<a');
  });
});

describe('a thread', () => {
  it('is named by its first mail', () => {
    expect(contentOf({ event: 'opened' })).toMatchObject({ messageId: `<${thread}@example.org>` });
    expect(contentOf({ event: 'opened' })).not.toHaveProperty('inReplyTo');
  });

  it.each(['worsened', 'eased', 'resolved', 'reminder', 'escalated'] as const)('goes on with %s', (event) => {
    expect(contentOf({ event })).toMatchObject({
      messageId: `<${id}@example.org>`,
      inReplyTo: `<${thread}@example.org>`,
      references: `<${thread}@example.org>`,
    });
  });
});
