import { describe, expect, it } from 'vitest';
import { clock } from '../../../words/times.ts';
import { muteOf } from './mute-of.ts';
import type { MaintenanceWindow, Mute, Silence } from './schema.ts';

const NOW = Date.parse('2026-01-10T02:30:00Z');
const MATTER = { clientId: 'home', serverId: 'media', tags: ['attic'], ruleId: 'disk', subject: '/data' };
const PLACE = { id: 'm', clientId: 'home', createdAt: 0, createdBy: 'Ana' };
const NIGHTLY = { type: 'weekly', days: [1, 2, 3, 4, 5, 6, 7], starts: '02:00', ends: '04:00' } as const;

const window = (scope: Partial<MaintenanceWindow['scope']> = {}, place: Partial<Mute> = {}): Mute =>
  ({
    ...PLACE,
    kind: 'window',
    definition: {
      name: 'Backups',
      zone: 'UTC',
      timetable: NIGHTLY,
      scope: { server_id: null, tag: null, ...scope },
    },
    ...place,
  }) as Mute;
const silence = (
  scope: Partial<Silence['scope']>,
  changes: Partial<Silence> = {},
  createdAt = '2026-01-01T00:00:00Z',
): Mute => ({
  ...PLACE,
  createdAt: Date.parse(createdAt),
  kind: 'silence',
  definition: {
    note: '',
    until: null,
    scope: { server_id: null, rule_id: null, subject: null, ...scope },
    ...changes,
  },
});
const BACKUPS = 'Maintenance “Backups” until 04:00';
const SILENCED = 'Silenced by Ana until somebody takes it back';

describe('an alert is kept quiet', () => {
  it.each<{ what: string; mutes: Mute[]; reason: string | null }>([
    { what: 'by nothing', mutes: [], reason: null },
    { what: 'by a window for every server', mutes: [window()], reason: BACKUPS },
    { what: 'by a window for its server', mutes: [window({ server_id: 'media' })], reason: BACKUPS },
    { what: 'not by a window for another server', mutes: [window({ server_id: 'nas' })], reason: null },
    { what: 'by a window for its tag', mutes: [window({ tag: 'attic' })], reason: BACKUPS },
    { what: 'not by a window for another tag', mutes: [window({ tag: 'cellar' })], reason: null },
    { what: 'not by a window of another client', mutes: [window({}, { clientId: 'acme' })], reason: null },
    { what: 'by a silence of its server', mutes: [silence({ server_id: 'media' })], reason: SILENCED },
    {
      what: 'by a silence of its rule and subject',
      mutes: [silence({ rule_id: 'disk', subject: '/data' })],
      reason: SILENCED,
    },
    {
      what: 'not by a silence of its rule on another disk',
      mutes: [silence({ rule_id: 'disk', subject: '/' })],
      reason: null,
    },
    {
      what: 'not by a silence that has ended',
      mutes: [silence({ server_id: 'media' }, { until: '2026-01-10T02:30:00Z' })],
      reason: null,
    },
    {
      what: 'with what somebody noted',
      mutes: [silence({ server_id: 'media' }, { note: 'New disk ordered' })],
      reason: `${SILENCED}: New disk ordered`,
    },
    {
      what: 'by a silence that ends within a day, by the clock alone',
      mutes: [silence({ server_id: 'media' }, { until: '2026-01-10T09:00:00Z' }, '2026-01-09T20:00:00Z')],
      reason: `Silenced by Ana until ${clock(Date.parse('2026-01-10T09:00:00Z'))}`,
    },
    { what: 'by what lasts longest', mutes: [window(), silence({ server_id: 'media' })], reason: SILENCED },
  ])('$what', ({ mutes, reason }) => {
    expect(muteOf(mutes, MATTER, NOW)?.reason ?? null).toBe(reason);
  });
});

it('a reason reads the same as long as it lasts, so that it is noted once', () => {
  const until = '2026-01-11T09:00:00Z';
  const reasonAt = (at: string, createdAt: string) =>
    muteOf([silence({ server_id: 'media' }, { until }, createdAt)], MATTER, Date.parse(at))?.reason;
  const evening = reasonAt('2026-01-10T23:00:00Z', '2026-01-09T00:00:00Z');
  expect(evening).toMatch(/on 1[01] Jan$/);
  expect(reasonAt('2026-01-11T08:59:00Z', '2026-01-09T00:00:00Z')).toBe(evening);
});

it('a window of several days says on which one it ends', () => {
  const definition: MaintenanceWindow = {
    name: 'Move',
    zone: 'Europe/London',
    timetable: { type: 'once', starts: '2026-01-09T08:00', ends: '2026-01-12T18:00' },
    scope: { server_id: null, tag: null },
  };
  const reason = muteOf([{ ...PLACE, kind: 'window', definition }], MATTER, NOW)?.reason;
  expect(reason).toBe('Maintenance “Move” until 18:00 on 12 Jan');
});
