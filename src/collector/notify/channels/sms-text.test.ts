import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import { smsText } from './sms-text.ts';

describe('a text message', () => {
  it.each([
    {
      what: 'says it all',
      changes: {},
      sms: 'CRITICAL: Server offline (BackupServer). No heartbeat for 3 minutes. 14:32 https://hub.example.org/alerts/42',
    },
    {
      what: 'says how long it lasted',
      changes: { event: 'resolved', lastedMs: 720_000, url: null },
      sms: 'RESOLVED: Server offline (BackupServer). No heartbeat for 3 minutes. 14:32 after 12m',
    },
    {
      what: 'may be about no server',
      changes: { server: null, message: '', url: null },
      sms: 'CRITICAL: Server offline 14:32',
    },
    {
      what: 'has no emoji and plain marks',
      changes: { message: '🏮 It’s “down” – 👩‍🚒🇩🇪👍🏽 … `plex`', url: null },
      sms: `CRITICAL: Server offline (BackupServer). It's "down" - .. 'plex' 14:32`,
    },
    {
      what: 'leaves out a page that would take half of it',
      changes: { url: `https://hub.example.org/${'x'.repeat(60)}` },
      sms: 'CRITICAL: Server offline (BackupServer). No heartbeat for 3 minutes. 14:32',
    },
  ] as const)('$what', ({ changes, sms }) => {
    expect(smsText(notificationWith(changes))).toBe(sms);
  });

  it('is 160 long at most, time and page kept', () => {
    const sms = smsText(notificationWith({ message: 'x'.repeat(500) }));
    expect(sms).toHaveLength(160);
    expect(sms).toMatch(/x\.\. 14:32 https:\/\/hub\.example\.org\/alerts\/42$/);
  });

  it('counts twice what takes two places', () => {
    const sms = smsText(notificationWith({ message: '{'.repeat(500), url: null }));
    expect(sms.length + sms.split('{').length - 1).toBeLessThanOrEqual(160);
  });

  it('is 70 long at most in any other alphabet', () => {
    const sms = smsText(notificationWith({ title: 'Сервер недоступен', message: 'ж'.repeat(200) }));
    expect(sms).toHaveLength(70);
    expect(sms).toMatch(/^CRITICAL: Сервер недоступен \(BackupServer\)\. ж+\.\. 14:32$/);
  });
});
