import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import type { Notification } from '../notification.ts';
import { digestOf } from './digest.ts';

const disk = (server: string, changes: Partial<Notification> = {}) =>
  notificationWith({
    server,
    severity: 'high',
    title: 'Disk usage high',
    message: 'Disk /data is 81 % full.\nConsider: …',
    ...changes,
  });
const offline = (server: string, changes: Partial<Notification> = {}) =>
  notificationWith({ server, ...changes });

describe('several as one', () => {
  it.each<{ what: string; notifications: [Notification, ...Notification[]]; digest: Partial<Notification> }>([
    {
      what: 'of one server',
      notifications: [
        disk('Media'),
        disk('Media', { title: 'Service stopped', message: 'plex is stopped.' }),
      ],
      digest: {
        event: 'digest',
        severity: 'high',
        title: '2 alerts on Media',
        server: 'Media',
        items: ['Media: Disk /data is 81 % full.', 'Media: plex is stopped.'],
        url: 'https://hub.example.org/alerts',
      },
    },
    {
      what: 'of the same kind on several servers',
      notifications: [offline('Media'), offline('Nas'), offline('Pi')],
      digest: { severity: 'critical', title: 'Server offline on 3 servers', server: null },
    },
    {
      what: 'of several kinds, the worst first',
      notifications: [disk('Media'), offline('Nas')],
      digest: {
        severity: 'critical',
        title: '2 alerts on 2 servers',
        items: ['Nas: No heartbeat for 3 minutes.', 'Media: Disk /data is 81 % full.'],
      },
    },
    {
      what: 'that are over, with how long they lasted',
      notifications: [
        offline('Media', { event: 'resolved', lastedMs: 720_000 }),
        offline('Nas', { event: 'resolved', lastedMs: 60_000 }),
      ],
      digest: {
        event: 'resolved',
        title: 'Server offline on 2 servers',
        items: ['Media: Server offline, after 12m', 'Nas: Server offline, after 1m'],
      },
    },
    {
      what: 'of a hub without an address',
      notifications: [offline('Media', { url: null })],
      digest: { url: null },
    },
  ])('$what', ({ notifications, digest }) => {
    expect(digestOf(notifications, 'batch')).toMatchObject({
      ...digest,
      id: 'batch',
      thread: 'batch',
      lastedMs: null,
    });
  });
});
