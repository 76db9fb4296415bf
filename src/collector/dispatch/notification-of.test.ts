import { describe, expect, it } from 'vitest';
import { alertWith, NOON } from '../../../tests/alert.ts';
import type { Alert } from '../alerts/index.ts';
import { type Context, notificationOf } from './notification-of.ts';

const MINUTE = 60_000;
const CONTEXT: Context = {
  serverName: 'Media',
  url: 'https://hub.example.org',
  zone: 'Europe/London',
  lastSeenAt: null,
  reason: '',
};
const OFFLINE: Partial<Alert> = {
  ruleId: 'agent-offline',
  subject: '',
  type: 'server_offline',
  severity: 'critical',
  title: 'Server offline',
  message: 'No report for 3 min.',
};
const said = (
  alert: Partial<Alert>,
  event: string,
  context: Partial<Context> = {},
  at = NOON + 20 * MINUTE,
) => notificationOf(alertWith(alert), event, { ...CONTEXT, ...context }, at);

describe('a message on an alert', () => {
  it('says what is wrong, where, since when, and what to consider', () => {
    const { id, message, ...others } = said({}, 'opened');
    expect(id).toMatch(/^[\da-f-]{36}$/);
    expect(message).toMatch(/^Disk \/data is 81 % full\.\n\nConsider:\n• Delete or move [^\n]+\n• /);
    expect(others).toEqual({
      thread: 'a',
      event: 'opened',
      severity: 'high',
      title: 'Disk usage high',
      server: 'Media',
      at: NOON,
      zone: 'Europe/London',
      url: 'https://hub.example.org/alerts/a',
      fields: [{ label: 'What', value: '/data' }],
      lastedMs: null,
      items: [],
    });
  });

  it('tells of a silent server what it may come from, and when it was heard', () => {
    const { message, fields } = said(OFFLINE, 'opened', { lastSeenAt: NOON - 3 * MINUTE });
    expect(message).toMatch(/^No report for 3 min\.\n\nPossible causes:\n• The server is off, or crashed\n/);
    expect(fields).toEqual([{ label: 'Last seen', value: '1 Mar 2026, 11:57:00' }]);
  });

  it.each([
    { event: 'worsened:critical', kind: 'worsened' },
    { event: `reminder:${NOON}`, kind: 'reminder' },
    { event: 'escalated', kind: 'escalated' },
  ])('says since when it goes on: $event', ({ event, kind }) => {
    const since = { label: 'Since', value: '1 Mar 2026, 12:00:00' };
    expect(said({}, event)).toMatchObject({ event: kind, at: NOON + 20 * MINUTE });
    expect(said({}, event).fields).toContainEqual(since);
  });

  it('of what is over says how long it went on, and why it ended', () => {
    const over = { status: 'resolved', resolvedAt: NOON + 12 * MINUTE } as const;
    expect(said(over, 'resolved', { reason: 'Disk /data is 76 % full.' })).toMatchObject({
      event: 'resolved',
      title: 'Disk usage high',
      message: 'It is over after 12 min. Disk /data is 76 % full.',
      at: NOON + 12 * MINUTE,
      lastedMs: 12 * MINUTE,
      fields: [{ label: 'What', value: '/data' }],
    });
  });

  it('of a silence that is over says so once', () => {
    const over = { ...OFFLINE, status: 'resolved', resolvedAt: NOON + 12 * MINUTE } as const;
    const reason = 'It reports again, after 12 min.';
    expect(said(over, 'resolved', { reason, lastSeenAt: NOON })).toMatchObject({
      message: reason,
      fields: [],
    });
  });

  it('of a system in its own words repeats nothing', () => {
    expect(said({ ruleId: 'reported', subject: 'fan failed', type: 'reported' }, 'opened').fields).toEqual(
      [],
    );
  });

  it('leads nowhere when the hub has no public address', () => {
    expect(said({}, 'opened', { url: null }).url).toBeNull();
  });
});
