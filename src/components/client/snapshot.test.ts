import { expect, it } from 'vitest';
import type { FleetView, ServerCard } from '../../collector/api/schema/views.ts';
import { snapshotOf } from './snapshot.ts';

const card = (changes: Partial<ServerCard>): ServerCard => ({
  server_id: 'nas',
  display_name: 'NAS',
  client_name: 'Home',
  tags: [],
  state: 'online',
  level: 'ok',
  reasons: [],
  cpu_percent: 3,
  memory_percent: 40,
  disk_percent: 50,
  meter_levels: { cpu: 'ok', memory: 'ok', disk: 'ok' },
  uptime_seconds: 5,
  last_seen: '2026-11-25T14:00:00.000Z',
  cpu_24h: [1, 2],
  ...changes,
});

const fleetOf = (servers: ServerCard[]): FleetView => ({
  now: '2026-11-25T14:02:00.000Z',
  sentence: '1 of 2 servers is fine.',
  level: 'critical',
  online: 1,
  offline: 1,
  unknown: 0,
  needs_look: 0,
  servers,
  open_alerts: 1,
  recent_alerts: [],
});

it('keeps the sentence, and of each server its name, its state in words and its first reason', () => {
  const broken = { state: 'offline', level: 'critical', reasons: ['Silent since 13:50', 'Fan'] } as const;
  const fleet = fleetOf([
    card({ display_name: 'Backup', ...broken, reasons: [...broken.reasons] }),
    card({}),
  ]);
  expect(snapshotOf(fleet, 77)).toEqual({
    at: 77,
    sentence: '1 of 2 servers is fine.',
    servers: [
      {
        name: 'Backup',
        mark: { shape: 'square', word: 'Offline', level: 'critical' },
        reason: 'Silent since 13:50',
      },
      { name: 'NAS', mark: { shape: 'circle', word: 'Working', level: 'ok' }, reason: null },
    ],
  });
});
