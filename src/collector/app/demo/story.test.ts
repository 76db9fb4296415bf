import { describe, expect, it } from 'vitest';
import type { Heartbeat } from '../../../../agent/protocol.ts';
import { bootOf } from './boot.ts';
import { heartbeatsOf } from './heartbeat.ts';
import { MACHINES } from './machines.ts';
import { NASES } from './nas.ts';
import { pushesOf } from './push.ts';
import { DAY_MS, dayOf, grownDays, type Story } from './story.ts';

const HOUR_MS = 3_600_000;
const TODAY = Date.parse('2026-11-24T12:00:00Z');
const STORY: Story = { seed: 'a', today: TODAY, offsetMs: HOUR_MS, agentVersion: '0.2.0' };
/** Far beyond the month: a demo may run for long. */
const DAYS = [0, 0.3, 1, 5.77, 12.1, 20, 29.9, 30, 45, 90, 400];
const TIMES = DAYS.map((day) => TODAY + (day - 30) * DAY_MS);

const machine = (id: string) => {
  const found = MACHINES.find((one) => one.id === id);
  if (!found) throw new Error(`No machine ${id}`);
  return found;
};
function valuesOf(id: string, pick: (heartbeat: Heartbeat) => number | null | undefined, times: number[]) {
  const heartbeatAt = heartbeatsOf(machine(id), STORY);
  return times.map((at) => pick(heartbeatAt(at)) ?? Number.NaN);
}
const hours = (from: number, to: number) =>
  Array.from({ length: 7 * (to - from) * 4 }, (_, i) => {
    const day = Math.floor(i / ((to - from) * 4));
    const midnight = Date.parse('2026-11-09T00:00:00Z') - STORY.offsetMs + day * DAY_MS;
    return midnight + from * HOUR_MS + (i % ((to - from) * 4)) * (HOUR_MS / 4);
  });
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a figure of the demo', () => {
  it.each([
    ['heartbeat', () => heartbeatsOf(machine('omv-mediaserver'), STORY)(TODAY)],
    ['push', () => pushesOf(NASES[0] as (typeof NASES)[number], STORY)(TODAY)],
  ])('is the same whenever a %s is asked for again', (_, report) => {
    expect(report()).toEqual(report());
  });

  it.each([
    ['another seed', { ...STORY, seed: 'b' }],
    ['another time zone', { ...STORY, offsetMs: -8 * HOUR_MS }],
  ])('is another one with %s', (_, story) => {
    const at = (told: Story) => heartbeatsOf(machine('omv-mediaserver'), told)(TODAY).metrics.cpu_percent;
    expect(at(story)).not.toBe(at(STORY));
  });

  it.each(MACHINES.map(({ id }) => [id]))('of %s can be true, at any time', (id) => {
    const heartbeatAt = heartbeatsOf(machine(id), STORY);
    for (const at of TIMES) {
      const { metrics, mounts = [] } = heartbeatAt(at);
      for (const name of ['cpu_percent', 'memory_percent', 'disk_percent', 'swap_percent'] as const) {
        expect(metrics[name], `${name} at ${at}`).toBeGreaterThanOrEqual(0);
        expect(metrics[name], `${name} at ${at}`).toBeLessThanOrEqual(100);
      }
      expect(metrics.memory_used_gb).toBeLessThanOrEqual(metrics.memory_total_gb ?? 0);
      for (const mount of mounts) expect(mount.used_gb).toBeLessThanOrEqual(mount.total_gb);
      expect(metrics.boot_time).toBe(new Date(at - (metrics.uptime_seconds ?? 0) * 1000).toISOString());
    }
  });

  it.each(MACHINES.map(({ id }) => [id]))(
    'of %s that counts only grows, but for starts of the machine',
    (id) => {
      const times = Array.from({ length: 3000 }, (_, i) => TODAY - 25 * DAY_MS + i * 12 * 60_000);
      const counters = valuesOf(id, ({ metrics }) => metrics.network_rx_bytes, times);
      expect(counters.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
      const falls = times.filter((_, i) => (counters[i] ?? 0) < (counters[i - 1] ?? 0));
      const starts = times.filter(
        (at, i) => i > 0 && bootOf(id, STORY, at) !== bootOf(id, STORY, times[i - 1] ?? 0),
      );
      expect(falls).toEqual(starts);
      expect(starts.length).toBeGreaterThan(0);
    },
  );
});

describe('the day of a role', () => {
  it.each([
    ['a media server is busier in the evening than in the morning', 'omv-mediaserver', [19, 23], [6, 11], 4],
    ['a backup server works at two in the night', 'omv-backupserver', [2, 4], [10, 14], 8],
    ['a web server works by day', 'omv-webserver1', [10, 17], [0, 6], 2],
    ['an AI server is idle at night', 'omv-aiserver1', [10, 23], [1, 7], 3],
    ['a Pi-hole is calm even by day', 'pihole-master', [9, 22], [0, 6], 1.2],
  ] as const)('%s', (_, id, busy, calm, times) => {
    const cpu = ([from, to]: readonly [number, number]) =>
      mean(valuesOf(id, ({ metrics }) => metrics.cpu_percent, hours(from, to)));
    expect(cpu(busy)).toBeGreaterThan(times * cpu(calm));
  });

  it('is busier at weekends where people are at home', () => {
    const evenings = (isWeekend: boolean) =>
      hours(18, 22).filter((at) => isWeekend === [0, 6].includes(new Date(at).getUTCDay()));
    const cpu = (times: number[]) =>
      mean(valuesOf('omv-mediaserver', ({ metrics }) => metrics.cpu_percent, times));
    expect(cpu(evenings(true))).toBeGreaterThan(1.1 * cpu(evenings(false)));
  });
});

describe('what has happened in the story', () => {
  const NOW = MACHINES.map((one) => ({ machine: one, heartbeat: heartbeatsOf(one, STORY)(TODAY) }));
  const idsOf = (holds: (told: (typeof NOW)[number]) => boolean) =>
    NOW.filter(holds).map((told) => told.machine.id);
  const warmest = ({ disks = [] }: Heartbeat) =>
    Math.max(0, ...disks.map(({ temperature_celsius }) => temperature_celsius ?? 0));

  it.each([
    ['one machine is silent', 'omv-backupserver', idsOf((told) => told.machine.silentHours !== undefined)],
    ['one disk is full', 'omv-mediaserver', idsOf((told) => (told.heartbeat.metrics.disk_percent ?? 0) > 90)],
    [
      'none of the others is nearly full',
      'omv-mediaserver',
      idsOf((told) => (told.heartbeat.metrics.disk_percent ?? 0) > 75),
    ],
    ['one disk is warm', 'omv-documentserver', idsOf((told) => warmest(told.heartbeat) >= 45)],
    [
      'one service is stopped',
      'pihole-backup',
      idsOf(({ heartbeat }) => (heartbeat.services ?? []).some(({ status }) => status !== 'running')),
    ],
    [
      'one has security updates',
      'omv-webserver1',
      idsOf((told) => (told.heartbeat.security_updates ?? 0) > 0),
    ],
    ['one needs a restart', 'omv-webserver1', idsOf(({ heartbeat }) => heartbeat.reboot_required === true)],
    [
      'one has a container that fails its health check',
      'omv-webserver1',
      idsOf(({ heartbeat }) => (heartbeat.containers ?? []).some(({ health }) => health === 'unhealthy')),
    ],
    [
      'one has a disk with sectors that wait',
      'omv-documentserver',
      idsOf(({ heartbeat }) => (heartbeat.disks ?? []).some((one) => (one.pending_sectors ?? 0) > 0)),
    ],
    [
      'one has a disk that sleeps',
      'omv-homeserver',
      idsOf(({ heartbeat }) => (heartbeat.disks ?? []).some((one) => one.is_asleep)),
    ],
    [
      'one may not ask its disks, and says so',
      'omv-webserver2',
      idsOf(({ heartbeat: { disks = [], unknown = [] } }) => unknown.length > 0 && !disks[0]?.smart_status),
    ],
    [
      'one has an old agent',
      'pihole-backup',
      idsOf((told) => told.heartbeat.host?.agent_version !== '0.2.0'),
    ],
  ])('%s', (_, id, ids) => {
    expect(ids).toEqual([id]);
  });

  it('the full disk grew steadily, and never overflows', () => {
    const times = Array.from({ length: 31 }, (_, day) => TODAY + (day - 30) * DAY_MS);
    const percents = valuesOf('omv-mediaserver', ({ metrics }) => metrics.disk_percent, times);
    expect(percents.every((percent, i) => i === 0 || percent > (percents[i - 1] ?? 0))).toBe(true);
    expect(percents[0]).toBeLessThan(80);
    const later = valuesOf('omv-mediaserver', ({ metrics }) => metrics.disk_percent, [TODAY + 2000 * DAY_MS]);
    expect(later[0]).toBeLessThan(99);
  });

  it.each([
    [
      'of a disk that spins, within half an hour',
      'omv-mediaserver',
      '2026-11-24T12:20:00Z',
      '2026-11-24T12:00:00.000Z',
    ],
    [
      'of one that sleeps, at three in the night',
      'omv-homeserver',
      '2026-11-24T01:50:00Z',
      '2026-11-23T02:00:00.000Z',
    ],
    [
      'of one that sleeps, since that night',
      'omv-homeserver',
      '2026-11-24T02:10:00Z',
      '2026-11-24T02:00:00.000Z',
    ],
  ])('the health %s is read', (_, id, at, readAt) => {
    const disks = heartbeatsOf(machine(id), STORY)(Date.parse(at)).disks ?? [];
    expect(disks.at(-1)).toMatchObject({ smart_read_at: readAt, kind: 'hdd' });
  });

  it('growth goes on for ever and slows down', () => {
    expect([0, 15, 30].map(grownDays)).toEqual([0, 15, 30]);
    expect(grownDays(31)).toBeCloseTo(31, 1);
    expect(grownDays(4000)).toBeCloseTo(90, 1);
    expect(dayOf(STORY, TODAY)).toBe(30);
  });

  it('all that can be full stays below what anybody is warned of, but for the full one', () => {
    for (const one of MACHINES.filter(({ id }) => id !== 'omv-mediaserver')) {
      const { mounts = [] } = heartbeatsOf(one, STORY)(TODAY + 4000 * DAY_MS);
      for (const mount of mounts) expect(mount.percent, `${one.id} ${mount.mount_point}`).toBeLessThan(80);
    }
  });

  it.each([
    [10, 'PASS', 0],
    [20, 'PASS', 112],
    [30, 'FAIL', 248],
  ])('on day %d the failing disk says %s, with %d sectors replaced', (day, smart, sectors) => {
    const birch = NASES.find(({ client }) => client === 'Birch Dental');
    const push = birch && pushesOf(birch, STORY)(TODAY + (day - 30) * DAY_MS);
    const value = (name: string) => push?.metrics?.find(({ metric_name }) => metric_name === name)?.value;
    expect(value('WD-CA1JX2RM_smart_status')).toBe(smart);
    expect(value('WD-CA1JX2RM_reallocated_sectors')).toBe(sectors);
    const others = push?.metrics?.filter(({ metric_name }) => metric_name.endsWith('_smart_status')) ?? [];
    expect(others.filter(({ value: told }) => told === 'FAIL')).toHaveLength(smart === 'FAIL' ? 1 : 0);
  });

  it.each([
    ['before the evening', '2026-11-23T21:40:00Z', 'SUCCESS', '2026-11-22T22:12:00.000Z'],
    ['after the evening', '2026-11-23T22:20:00Z', 'SUCCESS', '2026-11-23T22:12:00.000Z'],
    ['when it had failed', '2026-11-09T22:20:00Z', 'FAILED', '2026-11-09T22:12:00.000Z'],
  ])('%s a replication tells of its newest run', (_, at, status, lastRun) => {
    const [acme] = NASES;
    const metrics = acme ? (pushesOf(acme, STORY)(Date.parse(at)).metrics ?? []) : [];
    const value = (name: string) => metrics.find(({ metric_name }) => metric_name === name)?.value;
    expect(value('tank-to-offsite_status')).toBe(status);
    expect(value('tank-to-offsite_last_run')).toBe(lastRun);
  });
});
