import { expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { gotifyMessage } from './gotify.ts';

it('is plain text with a page to open', () => {
  expect(gotifyMessage(notificationWith({ fields: [], message: '**Hi**' }))).toEqual({
    title: '🚨 CRITICAL: Server offline',
    message: [
      '**Hi**',
      '',
      'Server: BackupServer',
      'Time: 25 Nov 2026, 14:32:00 UTC',
      'https://hub.example.org/alerts/42',
    ].join('\n'),
    priority: 8,
    extras: {
      'client::display': { contentType: 'text/plain' },
      'client::notification': { click: { url: 'https://hub.example.org/alerts/42' } },
    },
  });
});

it.each([
  { severity: 'critical', event: 'opened', priority: 8 },
  { severity: 'high', event: 'opened', priority: 6 },
  { severity: 'medium', event: 'opened', priority: 4 },
  { severity: 'low', event: 'opened', priority: 2 },
  { severity: 'critical', event: 'resolved', priority: 4 },
] as const)('$severity, $event: $priority', ({ priority, ...changes }) => {
  expect(gotifyMessage(notificationWith(changes)).priority).toBe(priority);
});

it('opens nothing without a page', () => {
  expect(gotifyMessage(notificationWith({ url: null })).extras).not.toHaveProperty('client::notification');
});
