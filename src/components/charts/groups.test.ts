import { describe, expect, it } from 'vitest';
import type { ServerView } from '../../collector/api/schema/views.ts';
import type { Series } from '../../collector/metrics/schema.ts';
import { CHARTED, chartsOf, firstRange, GROUPS, linesOf, MOST_LINES, rangeAddress } from './groups.ts';

const series = (metric: string, values: Series['values'], subject: string | null = null): Series => ({
  name: subject === null ? metric : `${metric}:${subject}`,
  metric,
  subject,
  unit: '%',
  values,
});

function group(id: string) {
  const found = GROUPS.find((one) => one.id === id);
  if (!found) throw new Error(`No chart ${id}`);
  return found;
}

describe('linesOf', () => {
  it('names lines in the order of the chart, whatever the order of the answer', () => {
    const answer = [series('load_15m', [3]), series('cpu_percent', [9]), series('load_1m', [1])];
    expect(linesOf(group('load'), answer)).toEqual([
      { name: '1 min', values: [1] },
      { name: '15 min', values: [3] },
    ]);
  });

  it('leaves out a line without a single value', () => {
    expect(linesOf(group('memory'), [series('swap_percent', [null, null])])).toEqual([]);
  });

  it('names mounts by their place, the fullest first', () => {
    const answer = [series('mount_percent', [10, 20], '/'), series('mount_percent', [93, null], '/data')];
    expect(linesOf(group('disk'), answer).map((line) => line.name)).toEqual(['/data', '/']);
  });

  it('draws the warmest disk and the warmest sensor before the second of either', () => {
    const sensors = [40, 80, 70, 60, 50, 45, 44].map((celsius, core) =>
      series('temperature_celsius', [celsius], `core ${core}`),
    );
    const answer = [...sensors, series('disk_temperature_celsius', [38], 'sda')];
    const names = linesOf(group('temperature'), answer).map((line) => line.name);
    expect(names).toEqual(['sda', 'core 1', 'core 2', 'core 3', 'core 4', 'core 5']);
  });

  it('draws no more lines than there are colours', () => {
    const answer = Array.from({ length: 9 }, (_, index) => series('mount_percent', [index], `/m${index}`));
    expect(linesOf(group('disk'), answer)).toHaveLength(MOST_LINES);
  });
});

describe('the charts of a server', () => {
  const nothing = { latest: {}, pools: [], disks: [], sensors: [] };
  const pool = { percent: 80 } as ServerView['pools'][number];
  const disk = { temperature_celsius: 40 } as ServerView['disks'][number];
  it.each<[string, Parameters<typeof chartsOf>[0], string[]]>([
    [
      'of an agent are all that agents measure',
      { ...nothing, reported_by: 'agent' },
      ['cpu', 'memory', 'load', 'network', 'disk'],
    ],
    [
      'of an agent with a sensor hold its temperature',
      { ...nothing, reported_by: 'agent', sensors: [{ name: 'cpu', temperature_celsius: 50 }] },
      ['cpu', 'memory', 'load', 'network', 'disk', 'temperature'],
    ],
    ['of a system that pushes nothing are none', { ...nothing, reported_by: 'webhook' }, []],
    [
      'of a storage system are what it pushes',
      {
        reported_by: 'webhook',
        latest: { cpu_percent: 0, memory_percent: null },
        pools: [pool],
        disks: [disk],
        sensors: [],
      },
      ['cpu', 'pools', 'temperature'],
    ],
    [
      'leave out pools and disks that are known by their state alone',
      {
        reported_by: 'webhook',
        latest: {},
        pools: [{ ...pool, percent: null }],
        disks: [{ ...disk, temperature_celsius: null }],
        sensors: [{ name: 'cpu', temperature_celsius: null }],
      },
      [],
    ],
  ])('%s', (_, server, ids) => {
    expect(chartsOf(server)).toEqual(ids);
  });
});

describe('firstRange', () => {
  it.each([
    ['a server of an hour', 1, '1h'],
    ['a server of a day', 24, '24h'],
  ])('of %s', (_, hours, range) => {
    expect(firstRange(0, hours * 3_600_000)).toBe(range);
  });
});

describe('rangeAddress', () => {
  it('asks for everything in one request, up to now', () => {
    const address = new URL(rangeAddress('nas', '24h', Date.parse('2026-11-20T14:00:00Z')), 'http://hub');
    expect(address.pathname).toBe('/api/v1/metrics/nas');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      from: '2026-11-19T14:00:00.000Z',
      to: '2026-11-20T14:00:00.000Z',
      metric: CHARTED.join(','),
    });
    expect(CHARTED).toContain('mount_percent');
  });
});
