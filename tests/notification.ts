import type { Notification } from '../src/collector/notify/notification.ts';

/** A notification as the hub makes them, with what a test wants otherwise. */
export function notificationWith(changes: Partial<Notification> = {}): Notification {
  return {
    id: '019ab2c0-0000-7000-8000-000000000001',
    thread: '019ab2c0-0000-7000-8000-00000000000a',
    event: 'opened',
    severity: 'critical',
    title: 'Server offline',
    message: 'No heartbeat for 3 minutes.',
    server: 'BackupServer',
    at: Date.UTC(2026, 10, 25, 14, 32, 0),
    zone: 'UTC',
    url: 'https://hub.example.org/alerts/42',
    fields: [{ label: 'Last seen', value: '14:29' }],
    lastedMs: null,
    items: [],
    ...changes,
  };
}
