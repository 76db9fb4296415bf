import { expect, it } from 'vitest';
import type { FleetView } from '../../collector/api/schema/views.ts';
import { compactFleet } from './compact.ts';

it('rounds what sparklines draw and keeps gaps and everything else', () => {
  const card = {
    server_id: 'nas',
    display_name: 'NAS',
    client_name: 'Home',
    tags: [],
    state: 'online',
    level: 'ok',
    reasons: [],
    cpu_percent: 12.34,
    memory_percent: null,
    disk_percent: 3,
    uptime_seconds: 5,
    last_seen: null,
    cpu_24h: [1.4, null, 99.6],
  } as const;
  const fleet = { sentence: 'x', servers: [{ ...card, cpu_24h: [...card.cpu_24h] }] } as unknown as FleetView;
  expect(compactFleet(fleet)).toEqual({ ...fleet, servers: [{ ...card, cpu_24h: [1, null, 100] }] });
  expect(fleet.servers[0]?.cpu_24h).toEqual([1.4, null, 99.6]);
});
