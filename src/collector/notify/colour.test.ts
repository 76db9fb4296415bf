import { expect, it } from 'vitest';
import { notificationWith } from '../../../tests/notification.ts';
import { colourOf } from './colour.ts';

it.each([
  { event: 'opened', severity: 'critical', colour: 0xff0000, name: 'red' },
  { event: 'worsened', severity: 'high', colour: 0xff8c00, name: 'orange' },
  { event: 'opened', severity: 'medium', colour: 0xffd700, name: 'yellow' },
  { event: 'opened', severity: 'low', colour: 0x2f80ed, name: 'blue' },
  { event: 'resolved', severity: 'critical', colour: 0x2eb67d, name: 'green' },
  { event: 'action', severity: 'low', colour: 0x2eb67d, name: 'green' },
  { event: 'action', severity: 'high', colour: 0xff8c00, name: 'orange' },
  { event: 'test', severity: 'critical', colour: 0x2f80ed, name: 'blue' },
] as const)('$event and $severity is $name', ({ event, severity, colour }) => {
  expect(colourOf(notificationWith({ event, severity }))).toBe(colour);
});
