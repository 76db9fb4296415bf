import { describe, expect, it } from 'vitest';
import { alertWith, NOON } from '../../../tests/alert.ts';
import type { Alert } from '../alerts/index.ts';
import { type Meanwhile, review } from './review.ts';

const MINUTE = 60_000;
const SEND = { type: 'send' };
const cancel = (reason: string) => ({ type: 'cancel', reason });
const maintenance = (until: number | null) => ({ reason: 'Maintenance “Backups” until 04:00', until });

describe('a message that waits', () => {
  it.each<{
    what: string;
    event?: string;
    alert?: Partial<Alert> | null;
    meanwhile?: Partial<Meanwhile>;
    does: object;
  }>([
    { what: 'goes out while its alert is open', does: SEND },
    {
      what: 'is dropped when its alert is gone',
      alert: null,
      does: cancel('It was gone before this was sent'),
    },
    {
      what: 'is dropped when it is over',
      alert: { status: 'resolved' },
      does: cancel('It was over before this was sent'),
    },
    {
      what: 'is dropped when somebody knows',
      event: 'escalated',
      alert: { status: 'acknowledged', acknowledgedBy: 'Ana' },
      does: cancel('Ana acknowledged it before this was sent'),
    },
    {
      what: 'is dropped for the reminder when somebody snoozed it',
      alert: { snoozedUntil: NOON + MINUTE },
      does: cancel('It was snoozed before this was sent'),
    },
    { what: 'goes out when a snooze has ended', alert: { snoozedUntil: NOON }, does: SEND },
    {
      what: 'waits for the end of maintenance',
      meanwhile: { hush: maintenance(NOON + MINUTE) },
      does: { type: 'wait', until: NOON + MINUTE, reason: 'Maintenance “Backups” until 04:00' },
    },
    {
      what: 'looks again soon, for quiet can end early',
      meanwhile: { hush: maintenance(null) },
      does: { type: 'wait', until: NOON + 5 * MINUTE, reason: 'Maintenance “Backups” until 04:00' },
    },
    {
      what: 'of an end goes out, whatever is kept quiet',
      event: 'resolved',
      alert: { status: 'resolved' },
      meanwhile: { hush: maintenance(null) },
      does: SEND,
    },
    {
      what: 'of an end is dropped when it is back',
      event: 'resolved',
      alert: { status: 'resolved' },
      meanwhile: { isBack: true },
      does: cancel('It was back before this was sent'),
    },
    { what: 'of an end long ago goes out', event: 'resolved', alert: null, does: SEND },
  ])('$what', ({ event = 'opened', alert = {}, meanwhile, does }) => {
    const row = alert === null ? null : alertWith(alert);
    expect(review(row, event, { isBack: false, hush: null, ...meanwhile }, NOON)).toEqual(does);
  });
});
