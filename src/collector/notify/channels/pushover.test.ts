import { expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { pushoverForm } from './pushover.ts';

const CONFIG = { token: 'a'.repeat(30), user: 'u'.repeat(30), emergency: false };

it('is a form with a link', () => {
  expect(pushoverForm({ ...CONFIG, device: 'pixel' }, notificationWith({ fields: [] }))).toEqual({
    token: CONFIG.token,
    user: CONFIG.user,
    device: 'pixel',
    title: '🚨 CRITICAL: Server offline',
    message: 'No heartbeat for 3 minutes.\n\nServer: BackupServer\nTime: 25 Nov 2026, 14:32:00 UTC',
    url: 'https://hub.example.org/alerts/42',
    url_title: 'Open in Porchlight',
    timestamp: '1795617120',
    priority: '1',
  });
});

it('has no link without a page', () => {
  expect(pushoverForm(CONFIG, notificationWith({ url: null }))).not.toHaveProperty('url_title');
});

it.each([
  { severity: 'critical', event: 'opened', emergency: false, priority: '1' },
  { severity: 'critical', event: 'opened', emergency: true, priority: '2' },
  { severity: 'critical', event: 'resolved', emergency: true, priority: '0' },
  { severity: 'high', event: 'opened', emergency: true, priority: '0' },
  { severity: 'medium', event: 'opened', emergency: false, priority: '0' },
  { severity: 'low', event: 'opened', emergency: false, priority: '-1' },
] as const)('$severity, $event, repeated $emergency: priority $priority', (row) => {
  const { severity, event, emergency, priority } = row;
  const form = pushoverForm({ ...CONFIG, emergency }, notificationWith({ severity, event }));
  expect(form.priority).toBe(priority);
  expect([form.retry, form.expire]).toEqual(priority === '2' ? ['60', '3600'] : [undefined, undefined]);
});

it('fits', () => {
  const { title = '', message = '' } = pushoverForm(CONFIG, notificationWith({ message: 'x'.repeat(4000) }));
  expect(title.length).toBeLessThanOrEqual(250);
  expect(message).toHaveLength(1024);
});
