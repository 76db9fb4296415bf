import { expect, it } from 'vitest';
import { notificationWith } from '../../../tests/notification.ts';
import { urgencyOf } from './notification.ts';

it.each([
  { event: 'opened', severity: 'critical', urgency: 'urgent' },
  { event: 'opened', severity: 'high', urgency: 'high' },
  { event: 'opened', severity: 'medium', urgency: 'normal' },
  { event: 'opened', severity: 'low', urgency: 'low' },
  { event: 'worsened', severity: 'critical', urgency: 'urgent' },
  { event: 'escalated', severity: 'critical', urgency: 'urgent' },
  { event: 'digest', severity: 'high', urgency: 'high' },
  { event: 'resolved', severity: 'critical', urgency: 'normal' },
  { event: 'eased', severity: 'high', urgency: 'normal' },
  { event: 'test', severity: 'critical', urgency: 'normal' },
  { event: 'resolved', severity: 'low', urgency: 'low' },
  { event: 'action', severity: 'low', urgency: 'low' },
] as const)('$event and $severity is $urgency', ({ urgency, ...changes }) => {
  expect(urgencyOf(notificationWith(changes))).toBe(urgency);
});
