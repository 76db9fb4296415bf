import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../tests/notification.ts';
import type { PushMessage } from './message.ts';
import type { Notification } from './notification.ts';
import { pushOf } from './push-of.ts';

const ALERT = '019ab2c0-0000-7000-8000-00000000000a';

describe('a notification on a phone', () => {
  it.each<{ what: string; changes: Partial<Notification>; push: Partial<PushMessage> }>([
    {
      what: 'says what and where, and can be acknowledged',
      changes: { message: 'No report for 3 min.\n\nConsider:\n• …', thread: ALERT },
      push: {
        title: 'CRITICAL: Server offline',
        body: 'BackupServer: No report for 3 min.',
        tag: ALERT,
        alertId: ALERT,
        badge: 2,
        urgency: 'high',
        path: '/alerts/42',
      },
    },
    {
      what: 'of a hub without an address leads to its alert all the same',
      changes: { url: null, thread: ALERT },
      push: { path: `/alerts/${ALERT}`, alertId: ALERT },
    },
    {
      what: 'that is over has nothing to acknowledge',
      changes: { event: 'resolved' },
      push: { urgency: 'normal' },
    },
    {
      what: 'of several lists them',
      changes: {
        event: 'digest',
        message: 'At about the same time:',
        server: null,
        items: ['Media: a', 'Nas: b'],
        url: null,
      },
      push: { body: 'At about the same time:\nMedia: a\nNas: b', path: '/alerts' },
    },
    {
      what: 'of several that are over lists them too',
      changes: { event: 'resolved', items: ['Media: a', 'Nas: b'], url: null },
      push: { path: '/alerts' },
    },
  ])('$what', ({ changes, push }) => {
    const made = pushOf(notificationWith(changes), 2);
    expect(made).toMatchObject(push);
    expect('alertId' in made).toBe(push.alertId !== undefined);
  });
});
