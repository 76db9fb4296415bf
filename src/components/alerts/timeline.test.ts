import { expect, it } from 'vitest';
import type { AlertEventView, DeliveryView } from '../../collector/api/schema/alerts.ts';
import { timelineOf } from './timeline.ts';

const at = (minute: number) => new Date(Date.parse('2026-11-24T12:00:00Z') + minute * 60_000).toISOString();

const event = (minute: number, kind: AlertEventView['kind'], reason = '', actor: string | null = null) => ({
  at: at(minute),
  kind,
  reason,
  actor,
  severity: 'high' as const,
});

const delivery = (minute: number, changes: Partial<DeliveryView> = {}): DeliveryView => ({
  delivery_id: `d${minute}`,
  alert_id: 'a',
  target: 'channel:1',
  target_name: 'Slack',
  event: 'opened',
  title: 'Disk nearly full',
  state: 'delivered',
  reason: null,
  attempts: 1,
  created_at: at(minute),
  due_at: at(minute),
  finished_at: at(minute),
  ...changes,
});

const told = (events: AlertEventView[], deliveries: DeliveryView[] = []) =>
  timelineOf({ events, deliveries }).map(({ what, why }) => [what, why]);

it('tells what happened and who was told, newest first', () => {
  const events = [
    event(0, 'opened', 'Disk /data is 93 % full.'),
    event(0, 'told', 'Told: Slack'),
    event(9, 'acknowledged', 'New disk ordered', 'Ana'),
  ];
  expect(told(events, [delivery(1)])).toEqual([
    ['Ana acknowledged it', 'New disk ordered'],
    ['Slack was told', ''],
    ['It began', 'Disk /data is 93 % full.'],
  ]);
});

it('says why a message has not gone, at the time it was written while it waits', () => {
  const waiting = delivery(3, {
    state: 'pending',
    attempts: 0,
    finished_at: null,
    reason: 'Quiet until 07:00',
  });
  expect(timelineOf({ events: [], deliveries: [waiting] })).toMatchObject([
    { at: at(3), what: 'Slack is yet to be told', why: 'Quiet until 07:00', mark: null },
  ]);
});

it('keeps that somebody was told once the log of messages is gone', () => {
  expect(told([event(0, 'told', 'Told: Slack')])).toEqual([['Messages went out', 'Told: Slack']]);
});

it('puts what followed in the same moment above what led to it', () => {
  expect(told([event(0, 'opened'), event(0, 'quiet', 'The server is learning')])).toEqual([
    ['Nobody was told', 'The server is learning'],
    ['It began', ''],
  ]);
});
