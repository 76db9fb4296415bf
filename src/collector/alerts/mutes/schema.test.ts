import { describe, expect, it } from 'vitest';
import { silenceSchema, windowSchema } from './schema.ts';

const WINDOW = {
  name: 'Backups',
  zone: 'Europe/London',
  timetable: { type: 'once', starts: '2026-11-25T22:00', ends: '2026-11-26T01:00' },
  scope: { server_id: null, tag: null },
};
const starting = (starts: string) => ({ ...WINDOW, timetable: { ...WINDOW.timetable, starts } });
const weekly = (changes: object) => ({
  ...WINDOW,
  timetable: { type: 'weekly', days: [1], starts: '02:00', ends: '04:00', ...changes },
});

describe('a maintenance window', () => {
  it.each([
    { what: 'comes once', body: WINDOW, isTaken: true },
    { what: 'comes every week', body: weekly({}), isTaken: true },
    { what: 'has no day that the month lacks', body: starting('2026-02-30T10:00'), isTaken: false },
    { what: 'has a leap day in a leap year', body: starting('2028-02-29T10:00'), isTaken: true },
    { what: 'has no leap day in another', body: starting('2026-02-29T10:00'), isTaken: false },
    { what: 'has no thirteenth month', body: starting('2026-13-01T10:00'), isTaken: false },
    { what: 'has no 24th hour', body: starting('2026-11-25T24:00'), isTaken: false },
    { what: 'has no 60th minute', body: starting('2026-11-25T22:60'), isTaken: false },
    { what: 'is not in a year that no calendar shows', body: starting('0001-01-01T10:00'), isTaken: false },
    { what: 'has no eighth day of the week', body: weekly({ days: [8] }), isTaken: false },
    { what: 'has a day of the week', body: weekly({ days: [] }), isTaken: false },
    { what: 'is in a zone that there is', body: { ...WINDOW, zone: 'Middle/Earth' }, isTaken: false },
  ])('$what', ({ body, isTaken }) => {
    expect(windowSchema.safeParse(body).success).toBe(isTaken);
  });
});

it('a silence names something', () => {
  const silence = { note: '', until: null, scope: { server_id: null, rule_id: null, subject: null } };
  expect(silenceSchema.safeParse(silence).success).toBe(false);
  expect(silenceSchema.safeParse({ ...silence, scope: { ...silence.scope, rule_id: 'disk' } }).success).toBe(
    true,
  );
});
