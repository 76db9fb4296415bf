import { expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { scriptedOutbound } from '../../../../tests/scripted-outbound.ts';
import { ntfy, ntfyMessage } from './ntfy.ts';

const CONFIG = { server_url: 'https://ntfy.sh', topic: 'porch-1' };

it('is JSON with a page to open', () => {
  expect(ntfyMessage(CONFIG, notificationWith({ fields: [] }))).toEqual({
    topic: 'porch-1',
    title: 'CRITICAL: Server offline',
    message: 'No heartbeat for 3 minutes.\n\nServer: BackupServer\nTime: 25 Nov 2026, 14:32:00 UTC',
    priority: 5,
    tags: ['rotating_light'],
    click: 'https://hub.example.org/alerts/42',
  });
});

it.each([
  { severity: 'critical', event: 'opened', priority: 5, tags: ['rotating_light'] },
  { severity: 'high', event: 'opened', priority: 4, tags: ['red_circle'] },
  { severity: 'medium', event: 'opened', priority: 3, tags: ['warning'] },
  { severity: 'low', event: 'opened', priority: 2, tags: ['information_source'] },
  { severity: 'critical', event: 'resolved', priority: 3, tags: ['white_check_mark'] },
  { severity: 'critical', event: 'test', priority: 3, tags: ['bell'] },
  { severity: 'high', event: 'action', priority: 4, tags: ['wrench'] },
] as const)('$severity, $event: $priority, $tags', ({ severity, event, priority, tags }) => {
  expect(ntfyMessage(CONFIG, notificationWith({ severity, event }))).toMatchObject({ priority, tags });
});

it('fits in 4,096 bytes', () => {
  const { message } = ntfyMessage(CONFIG, notificationWith({ message: '🏮'.repeat(2000) }));
  expect(Buffer.byteLength(message)).toBeGreaterThan(4000);
  expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4096);
});

it.each([
  { what: 'nobody', keys: {}, header: undefined },
  { what: 'a token', keys: { token: 'tk_1234' }, header: 'Bearer tk_1234' },
  { what: 'a name', keys: { username: 'ada', password: 'pw' }, header: 'Basic YWRhOnB3' },
])('is sent by $what', async ({ keys, header }) => {
  const { out, asked } = scriptedOutbound([{ body: '{"id":"x"}' }]);
  expect(await ntfy.deliver({ ...CONFIG, ...keys }, notificationWith(), out)).toEqual({ ok: true, id: 'x' });
  expect(asked[0]?.headers.Authorization).toBe(header);
});
