import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../tests/notification.ts';
import { bytes } from './shorten.ts';
import { bodyOf, factsOf, headline, messageOf, plainHeadline, timeOf } from './wording.ts';

describe('the first line', () => {
  it.each([
    { event: 'opened', severity: 'critical', line: '🚨 CRITICAL: Server offline' },
    { event: 'opened', severity: 'high', line: '🔴 HIGH: Server offline' },
    { event: 'opened', severity: 'medium', line: '⚠ WARNING: Server offline' },
    { event: 'opened', severity: 'low', line: 'ℹ INFO: Server offline' },
    { event: 'worsened', severity: 'critical', line: '🚨 WORSE, NOW CRITICAL: Server offline' },
    { event: 'eased', severity: 'medium', line: '⚠ BETTER, NOW WARNING: Server offline' },
    { event: 'resolved', severity: 'critical', line: '✅ RESOLVED: Server offline' },
    { event: 'reminder', severity: 'high', line: '🔴 STILL HIGH: Server offline' },
    { event: 'escalated', severity: 'high', line: '🔴 HIGH, NOBODY HAS ANSWERED: Server offline' },
    { event: 'digest', severity: 'high', line: '🔴 HIGH: Server offline' },
    { event: 'test', severity: 'high', line: '🔔 TEST: Server offline' },
    { event: 'action', severity: 'high', line: '🔧 Server offline' },
    { event: 'action', severity: 'low', line: '✅ Server offline' },
  ] as const)('of $event and $severity is $line', ({ event, severity, line }) => {
    const notification = notificationWith({ event, severity });
    expect(headline(notification)).toBe(line);
    expect(plainHeadline(notification)).toBe(line.slice(line.indexOf(' ') + 1));
  });
});

it.each([
  { zone: 'UTC', time: '25 Nov 2026, 14:32:00 UTC' },
  { zone: 'Europe/Berlin', time: '25 Nov 2026, 15:32:00' },
  { zone: 'Asia/Tokyo', time: '25 Nov 2026, 23:32:00' },
])('the time in $zone is $time', ({ zone, time }) => {
  expect(timeOf(notificationWith({ zone }))).toBe(time);
});

it('the facts are server, own ones, time, and how long it lasted', () => {
  const labels = (changes: object) => factsOf(notificationWith(changes)).map(({ label }) => label);
  expect(labels({})).toEqual(['Server', 'Last seen', 'Time']);
  expect(labels({ server: null, fields: [] })).toEqual(['Time']);
  expect(labels({ lastedMs: 0 })).toEqual(['Server', 'Last seen', 'Time', 'Lasted']);
  expect(factsOf(notificationWith({ lastedMs: 7_500_000 })).at(-1)?.value).toBe('2h 5m');
});

it('a digest lists what it gathers', () => {
  expect(messageOf(notificationWith({ message: 'Two things.', items: ['Disk', 'Pool'] }))).toBe(
    'Two things.\n\n• Disk\n• Pool',
  );
  expect(messageOf(notificationWith({ message: '', items: ['Disk'] }))).toBe('• Disk');
});

describe('the text below the first line', () => {
  it('is message, facts and page', () => {
    expect(bodyOf(notificationWith(), { limit: 1000, withUrl: true })).toBe(
      [
        'No heartbeat for 3 minutes.',
        '',
        'Server: BackupServer',
        'Last seen: 14:29',
        'Time: 25 Nov 2026, 14:32:00 UTC',
        'https://hub.example.org/alerts/42',
      ].join('\n'),
    );
  });

  it('is without the page where the channel shows it otherwise', () => {
    expect(bodyOf(notificationWith(), { limit: 1000, withUrl: false })).not.toContain('https');
    expect(bodyOf(notificationWith({ url: null }), { limit: 1000, withUrl: true })).toMatch(/UTC$/);
  });

  it('is facts alone when there is no message', () => {
    expect(bodyOf(notificationWith({ message: '' }), { limit: 1000, withUrl: false })).toMatch(/^Server/);
  });

  it('loses its own facts and the end of the message before server, time and page', () => {
    const long = notificationWith({
      message: 'x'.repeat(500),
      fields: [{ label: 'Pool', value: 'y'.repeat(150) }],
    });
    const body = bodyOf(long, { limit: 300, withUrl: true });
    expect(body).toHaveLength(300);
    expect(body).toMatch(/^x+…\n\nServer: BackupServer\nTime: .*UTC\nhttps:\/\/hub/);
  });

  it('counts bytes where bytes count', () => {
    const wide = notificationWith({ message: 'ä'.repeat(500) });
    expect(bytes(bodyOf(wide, { limit: 300, withUrl: true, size: bytes }))).toBeLessThanOrEqual(300);
  });
});
