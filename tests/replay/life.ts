import type { Heartbeat } from '../../agent/protocol.ts';

/** Midnight in London, on a Monday two weeks before clocks there go forward. */
export const START = Date.parse('2026-03-16T00:00:00Z');
export const MINUTE = 60_000;
const DAY_MINUTES = 1440;
export const MINUTES = 14 * DAY_MINUTES;
const CLOCKS_GO_FORWARD = Date.parse('2026-03-29T01:00:00Z');

/** A minute of the fortnight by its day (0 is the first Monday) and London's clock. */
export function minuteAt(day: number, clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const plain = day * DAY_MINUTES + hours * 60 + minutes;
  return START + plain * MINUTE > CLOCKS_GO_FORWARD ? plain - 60 : plain;
}

interface Span {
  from: number;
  to: number;
}
const span = (day: number, from: string, to: string): Span => ({
  from: minuteAt(day, from),
  to: minuteAt(day, to),
});
const isIn = ({ from, to }: Span, minute: number) => minute >= from && minute < to;
const days = Array.from({ length: 14 }, (_, day) => day);

export const AGENTS = ['media', 'nas', 'backup', 'pihole'] as const;
export type AgentId = (typeof AGENTS)[number];

/** Nobody of the house can be heard: its switch was moved. */
export const NETWORK_CUT = span(5, '20:00', '20:10');
/** The hub itself is updated. */
export const HUB_AWAY = span(7, '12:00', '12:06');
const BACKUPS = days.map((day) => span(day, '02:00', '02:40'));
const SCRUB = span(6, '03:30', '09:30');
const PLEX_STOPPED = span(4, '10:05', '10:31');
const FLAPPING = span(8, '14:00', '14:40');
const UPDATES = span(3, '06:00', '06:00');
const UPDATES_END = minuteAt(10, '18:00');
/** Two minutes each; the last one is an update of the whole system, in the time set aside for such. */
const REBOOTS: Record<AgentId, Span[]> = {
  media: [span(2, '05:00', '05:02')],
  nas: [span(2, '05:10', '05:12')],
  backup: [span(2, '05:20', '05:22'), span(9, '02:50', '03:02')],
  pihole: [span(2, '05:30', '05:32'), span(11, '05:00', '05:02')],
};

/** Whether a machine runs at a minute. */
export const runs = (id: AgentId, minute: number): boolean => !REBOOTS[id].some((one) => isIn(one, minute));

function upSince(id: AgentId, minute: number): number {
  const ends = REBOOTS[id].map(({ to }) => to).filter((to) => to <= minute);
  return Math.max(-30 * DAY_MINUTES, ...ends);
}

/** Between 0 and 1, the same for the same minute. */
function noise(minute: number, salt: number): number {
  const x = Math.sin(minute * 12.9898 + salt * 78.233) * 43758.5453;
  return x - Math.floor(x);
}

function cpu(id: AgentId, minute: number): number {
  if (id === 'backup' && BACKUPS.some((one) => isIn(one, minute))) return 95 + 4 * noise(minute, 1);
  const evening = isIn({ from: 18 * 60, to: 23 * 60 }, minute % DAY_MINUTES);
  return id === 'media' && evening ? 45 + 30 * noise(minute, 2) : 5 + 20 * noise(minute, 3);
}

/** Films that nobody deletes: from 74 to 91.5 % in two weeks, a little up and down within a day. */
const filling = (minute: number) =>
  74 + (17.5 * minute) / MINUTES + 0.4 * Math.sin((minute / DAY_MINUTES) * 6.283);

function diskCelsius(minute: number): number {
  return isIn(SCRUB, minute) ? 46 + noise(minute, 4) : 36 + 4 * noise(minute, 5);
}

function mounts(id: AgentId, minute: number): Heartbeat['mounts'] {
  const mount = (mount_point: string, percent: number) => ({
    mount_point,
    device: '/dev/sda1',
    filesystem: 'ext4',
    used_gb: percent * 40,
    total_gb: 4000,
    percent: Math.round(percent * 10) / 10,
  });
  const root = mount('/', 41 + noise(minute, 6));
  if (id === 'media') return [root, mount('/data', filling(minute))];
  return id === 'nas' ? [root, mount('/tank', 62)] : [root];
}

/** What each machine runs; all of it matters to somebody. */
export const SERVICES: Record<AgentId, string[]> = {
  media: ['plex', 'sonarr'],
  nas: ['smbd'],
  backup: ['restic'],
  pihole: ['pihole-FTL'],
};

function serviceStatus(id: AgentId, name: string, minute: number): 'running' | 'stopped' {
  const isStarting = minute - upSince(id, minute) < 2;
  const isDown =
    (name === 'plex' && isIn(PLEX_STOPPED, minute)) ||
    (name === 'pihole-FTL' && isIn(FLAPPING, minute) && (minute - FLAPPING.from) % 4 < 2);
  return isStarting || isDown ? 'stopped' : 'running';
}

/** What the agent of a machine reports of a minute. */
export function reportOf(id: AgentId, minute: number): Heartbeat {
  const percent = Math.round(cpu(id, minute) * 10) / 10;
  return {
    server_id: id,
    timestamp: new Date(START + minute * MINUTE).toISOString(),
    metrics: {
      cpu_percent: percent,
      memory_percent: Math.round(400 + 200 * noise(minute, 7)) / 10,
      uptime_seconds: (minute - upSince(id, minute)) * 60 + 20,
      load_5m: percent / 25,
    },
    services: SERVICES[id].map((name) => ({ name, status: serviceStatus(id, name, minute) })),
    mounts: mounts(id, minute) ?? [],
    ...(id === 'nas' && {
      disks: ['sda', 'sdb'].map((name) => ({
        name,
        smart_status: 'pass' as const,
        temperature_celsius: Math.round(diskCelsius(minute)),
      })),
    }),
    security_updates: id === 'media' && minute >= UPDATES.from && minute < UPDATES_END ? 3 : 0,
  };
}

/** What a workflow pushes every quarter of an hour of a storage system elsewhere. */
export function pushOf(minute: number) {
  const used = 7100 + minute / 50;
  const pool = (metric_name: string, value: unknown, unit?: string) => ({
    metric_type: 'pool',
    metric_name,
    value,
    unit,
  });
  return {
    system: { id: 'attic', name: 'Attic' },
    metrics: [
      pool('tank_used', used, 'GB'),
      pool('tank_total', 10_000, 'GB'),
      pool('tank_health', 'ONLINE'),
      {
        metric_type: 'disk',
        metric_name: 'ada0_temperature',
        value: 38 + Math.round(2 * noise(minute, 8)),
        unit: 'C',
      },
      { metric_type: 'disk', metric_name: 'ada0_smart_status', value: 'PASS' },
    ],
    alerts: [],
  };
}

export const isCut = (minute: number): boolean => isIn(NETWORK_CUT, minute);

const EVENTS = [NETWORK_CUT, HUB_AWAY, PLEX_STOPPED, FLAPPING, ...Object.values(REBOOTS).flat()];
const AROUND_MINUTES = 15;

/** Whether something has just happened or is about to. */
export const isEventful = (minute: number): boolean =>
  EVENTS.some(({ from, to }) => minute >= from - AROUND_MINUTES && minute < to + AROUND_MINUTES);
