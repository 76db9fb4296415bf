import { expect, it } from 'vitest';
import {
  componentWith,
  dayWith,
  incidentWith,
  maintenanceWith,
  NOW,
  pageWith,
} from '../../../../tests/public-page.ts';
import { statusJson } from './index.ts';

const HOUR = 3_600_000;

it('tells all that the page tells, with units and times of the API', () => {
  const films = componentWith('Films & series', 'down', {
    since: NOW - HOUR,
    uptime: 0.99999,
    days: [dayWith({ state: 'down', downMs: HOUR, impairedMs: 1400, unknownMs: 500 })],
  });
  const photos = componentWith('Photos', 'unknown', { uptime: null, description: 'Of the family' });
  const page = pageWith([films, photos], {
    state: 'down',
    incidents: [incidentWith()],
    past: [incidentWith({ key: 'past000001', state: 'resolved', resolvedAt: NOW, updates: [] })],
    maintenances: [maintenanceWith()],
    pushKey: 'BPush',
  });
  const json = statusJson({
    pageId: '019ab2c0-0000-7000-8000-000000000001',
    page,
    version: 1,
    checkedAt: NOW,
    isStale: false,
    accessHash: 'abc',
  });
  expect(json).toEqual({
    title: 'Home',
    intro: null,
    zone: 'Europe/Berlin',
    state: 'down',
    sentences: {
      en: 'We are fixing Films & series',
      de: 'Wir kümmern uns gerade um Films & series',
      fr: 'Réparation en cours\u00a0: Films & series',
      es: 'Estamos arreglando Films & series',
    },
    checked_at: '2026-11-25T14:07:00.000Z',
    groups: [
      {
        name: null,
        components: [
          {
            key: 'films-series',
            name: 'Films & series',
            description: null,
            state: 'down',
            since: '2026-11-25T13:07:00.000Z',
            uptime_percent: 99.99,
            days: [
              {
                date: '2026-11-25',
                state: 'down',
                down_seconds: 3600,
                impaired_seconds: 1,
                maintenance_seconds: 0,
                unknown_seconds: 1,
              },
            ],
          },
          {
            key: 'photos',
            name: 'Photos',
            description: 'Of the family',
            state: 'unknown',
            since: null,
            uptime_percent: null,
            days: [expect.objectContaining({ state: 'working', down_seconds: 0 })],
          },
        ],
      },
    ],
    incidents: [
      {
        key: 'k3m9x2p7qa',
        title: null,
        concerns: ['Films & series'],
        impact: 'down',
        state: 'investigating',
        started_at: '2026-11-25T13:57:00.000Z',
        resolved_at: null,
        updates: [
          {
            at: '2026-11-25T13:57:00.000Z',
            state: 'investigating',
            template: 'noticed',
            text: null,
            by: 'Anna',
          },
        ],
      },
    ],
    past_incidents: [expect.objectContaining({ key: 'past000001', resolved_at: '2026-11-25T14:07:00.000Z' })],
    maintenances: [
      {
        key: 'w8d4f6h1zb',
        title: 'A larger disk',
        text: null,
        concerns: ['Photos'],
        starts_at: '2026-11-25T13:07:00.000Z',
        ends_at: '2026-11-25T15:07:00.000Z',
        is_now: true,
      },
    ],
  });
});
