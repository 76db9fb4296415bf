import { describe, expect, it } from 'vitest';
import { alertsIn, readPush } from './read-push.ts';
import { type Push, type PushedMetric, pushSchema } from './schema.ts';

const push = (metrics: Partial<PushedMetric>[], rest: Partial<Push> = {}): Push =>
  pushSchema.parse({ system: { id: 'nas' }, metrics, ...rest });

const seriesOf = (metrics: Partial<PushedMetric>[]) => {
  const { names, values } = readPush(push(metrics));
  return Object.fromEntries(names.map((name, i) => [name, values[i]]));
};

describe('a pushed metric becomes', () => {
  it.each<{ type?: string; name: string; value?: unknown; series: string }>([
    { type: 'pool', name: 'tank_used', series: 'pool_used_gb:tank' },
    { type: 'pool', name: 'tank_total', series: 'pool_total_gb:tank' },
    { type: 'pool', name: 'tank_fragmentation', series: 'pool_fragmentation_percent:tank' },
    { type: 'pool', name: 'my_big_pool_used', series: 'pool_used_gb:my_big_pool' },
    { type: 'pool', name: 'memory_used', series: 'pool_used_gb:memory' },
    { type: 'Pools', name: 'tank_used', series: 'pool_used_gb:tank' },
    { name: 'tank_used', series: 'pool_used_gb:tank' },
    { type: 'disk', name: 'ada0_temperature', series: 'disk_temperature_celsius:ada0' },
    { type: 'disk', name: 'ada0_temp', series: 'disk_temperature_celsius:ada0' },
    { type: 'disk', name: 'ada0_power_on_hours', series: 'disk_power_on_hours:ada0' },
    { type: 'disk', name: 'ada0_reallocated_sectors', series: 'disk_reallocated_sectors:ada0' },
    { type: 'cpu', name: 'cpu_usage', series: 'cpu_percent' },
    { type: 'memory', name: 'memory_used', series: 'memory_used_gb' },
    { type: 'memory', name: 'memory_total', series: 'memory_total_gb' },
    { type: 'system', name: 'uptime', series: 'uptime_seconds' },
    { name: 'uptime', series: 'uptime_seconds' },
    { type: 'replication', name: 'offsite_last_run', series: 'replication_last_run_seconds:offsite' },
    {
      type: 'replication',
      name: 'offsite_bytes_transferred',
      series: 'replication_bytes_transferred:offsite',
    },
    { type: 'network', name: 'eth0_throughput', series: 'reported_value:eth0_throughput' },
    { type: 'memory', name: 'swap_used', series: 'reported_value:swap_used' },
    { type: 'service', name: 'jobs_total', series: 'reported_value:jobs_total' },
    { type: 'pool', name: '_used', series: 'reported_value:_used' },
  ])('$name of type $type: $series', ({ type, name, value = 42, series }) => {
    expect(seriesOf([{ metric_type: type ?? null, metric_name: name, value }])).toEqual({ [series]: 42 });
  });
});

describe('states', () => {
  it.each<{ type: string; name: string; value?: unknown; status?: string; state: string }>([
    { type: 'pool', name: 'tank_health', value: 'ONLINE', state: 'pool tank is online' },
    { type: 'pool', name: 'tank_health', value: 'Degraded', state: 'pool tank is degraded' },
    { type: 'pool', name: 'tank_health', value: 'FAULTED', state: 'pool tank is faulted' },
    { type: 'pool', name: 'tank_health', value: 'SPLENDID', state: 'pool tank is unknown' },
    { type: 'pool', name: 'tank_health', value: 1, status: 'ONLINE', state: 'pool tank is online' },
    { type: 'pool', name: 'tank_health', value: null, state: 'pool tank is unknown' },
    { type: 'disk', name: 'ada0_smart_status', value: 'PASS', state: 'disk ada0 is pass' },
    { type: 'disk', name: 'ada0_smart_status', value: 'PASSED', state: 'disk ada0 is pass' },
    { type: 'disk', name: 'ada0_smart_status', value: 'FAIL', state: 'disk ada0 is fail' },
    { type: 'disk', name: 'ada0_smart_status', value: false, state: 'disk ada0 is fail' },
    { type: 'disk', name: 'ada0_smart_status', value: 'constructor', state: 'disk ada0 is unknown' },
    {
      type: 'replication',
      name: 'offsite_status',
      value: 'SUCCESS',
      state: 'replication offsite is success',
    },
    { type: 'replication', name: 'offsite_status', value: 'FAILED', state: 'replication offsite is failed' },
  ])('$name told as $value: $state', ({ type, name, value, status, state }) => {
    const metadata = status === undefined ? null : { status };
    const read = readPush(push([{ metric_type: type, metric_name: name, value, metadata }]));
    expect(read.states.map((one) => `${one.kind} ${one.subject} is ${one.state}`)).toEqual([state]);
    expect(read).toMatchObject({ names: [], accepted: 1, ignored: [] });
  });

  it('of a pool may stand beside its figures, where nothing else names them', () => {
    const used = {
      metric_type: 'pool',
      metric_name: 'tank_used',
      value: 1,
      metadata: { status: 'DEGRADED' },
    };
    const health = { metric_type: 'pool', metric_name: 'tank_health', value: 'ONLINE' };
    expect(readPush(push([used])).states[0]?.state).toBe('degraded');
    expect(readPush(push([used, health])).states.map(({ state }) => state)).toEqual(['online']);
  });
});

describe('a push speaks of', () => {
  it.each<{ what: string; metrics: Partial<PushedMetric>[]; kinds: string[] }>([
    {
      what: 'pools that it tells only figures of',
      metrics: [{ metric_name: 'tank_used', value: 1 }],
      kinds: ['pool'],
    },
    {
      what: 'disks by their state',
      metrics: [{ metric_name: 'ada0_smart_status', value: 'PASS' }],
      kinds: ['disk'],
    },
    {
      what: 'nothing, when it tells of the system alone',
      metrics: [{ metric_name: 'uptime', value: 1 }],
      kinds: [],
    },
    {
      what: 'nothing, when what it tells is of another system',
      metrics: [{ system_id: 'other', metric_name: 'tank_used', value: 1 }],
      kinds: [],
    },
  ])('$what', ({ metrics, kinds }) => {
    expect(readPush(push(metrics)).speaksOf).toEqual(kinds);
  });
});

describe('what follows from a push', () => {
  const figure = (metric_type: string, metric_name: string, value: number) => ({
    metric_type,
    metric_name,
    value,
  });

  it('are the share of memory, the share of each pool, and the fullest pool as the disk', () => {
    const series = seriesOf([
      figure('memory', 'memory_used', 12),
      figure('memory', 'memory_total', 16),
      figure('pool', 'tank_used', 300),
      figure('pool', 'tank_total', 1000),
      figure('pool', 'fast_used', 90),
      figure('pool', 'fast_total', 100),
      figure('pool', 'half_used', 5),
    ]);
    expect(series).toMatchObject({ memory_percent: 75, 'pool_percent:tank': 30, 'pool_percent:fast': 90 });
    expect(series).toMatchObject({ disk_percent: 90, disk_used_gb: 90, disk_total_gb: 100 });
    expect(series).not.toHaveProperty('pool_percent:half');
  });

  it('is nothing of an empty pool, and never more than all of it', () => {
    expect(seriesOf([figure('pool', 'a_used', 0), figure('pool', 'a_total', 0)])).not.toHaveProperty(
      'pool_percent:a',
    );
    expect(seriesOf([figure('pool', 'a_used', 11), figure('pool', 'a_total', 10)])).toMatchObject({
      'pool_percent:a': 100,
    });
  });

  it('does not depend on the order of its metrics', () => {
    const metrics = [
      figure('disk', 'b_temperature', 40),
      figure('disk', 'a_temperature', 41),
      figure('cpu', 'cpu_usage', 1),
    ];
    expect(readPush(push(metrics)).names).toEqual(readPush(push(metrics.toReversed())).names);
  });
});

describe('what is ignored, and why', () => {
  it.each<{ what: string; metrics: Partial<PushedMetric>[]; reason: string }>([
    {
      what: 'a metric of another system',
      metrics: [{ system_id: 'other', metric_name: 'cpu_usage', value: 1 }],
      reason: 'It is of another system',
    },
    {
      what: 'the second of two with one name',
      metrics: [
        { metric_name: 'cpu_usage', value: 1 },
        { metric_name: 'cpu_usage', value: 2 },
      ],
      reason: 'It is there twice',
    },
    {
      what: 'the second of two custom ones with one name, whatever their units',
      metrics: [
        { metric_name: 'ups_load', value: 12, unit: 'W' },
        { metric_name: 'ups_load', value: 50, unit: '%' },
      ],
      reason: 'It is there twice',
    },
    {
      what: 'the second of two states of one thing',
      metrics: [
        { metric_name: 'tank_health', value: 'DEGRADED' },
        { metric_name: 'tank_health', value: 'ONLINE' },
      ],
      reason: 'It is there twice',
    },
    {
      what: 'text where a number belongs',
      metrics: [{ metric_name: 'cpu_usage', value: 'high' }],
      reason: 'The value is not a number',
    },
    {
      what: 'a custom metric without a number',
      metrics: [{ metric_name: 'mood', value: 'good' }],
      reason: 'The value is not a number',
    },
    {
      what: 'a custom metric beyond measure',
      metrics: [{ metric_name: 'mood', value: 1e16 }],
      reason: 'The value is out of bounds',
    },
    {
      what: 'a name nobody can print',
      metrics: [{ metric_name: 'a\nb', value: 1 }],
      reason: 'The name cannot be printed',
    },
    {
      what: 'half a character in a name',
      metrics: [{ metric_name: 'a\ud800', value: 1 }],
      reason: 'The name cannot be printed',
    },
  ])('$what', ({ metrics, reason }) => {
    const read = readPush(push(metrics));
    expect(read.ignored).toEqual([{ name: metrics.at(-1)?.metric_name, reason }]);
    expect(read.accepted).toBe(metrics.length - 1);
  });

  it('keeps the unit of what it does not know', () => {
    expect(readPush(push([{ metric_name: 'ups_load', value: 12, unit: 'W' }])).reportedUnits).toEqual({
      ups_load: 'W',
    });
  });
});

describe('alerts in a push', () => {
  const alert = { severity: 'warning', message: "Pool 'tank' is 85% full" };
  it.each<{ what: string; alerts: Push['alerts']; expected: unknown }>([
    { what: 'say nothing when the field is absent', alerts: undefined, expected: null },
    { what: 'say that there are none when it is empty', alerts: [], expected: [] },
    {
      what: 'are those of its own system',
      alerts: [
        { ...alert, system_id: 'nas' },
        { ...alert, system_id: 'other' },
      ],
      expected: [alert],
    },
    { what: 'need no system of their own', alerts: [alert], expected: [alert] },
  ])('$what', ({ alerts, expected }) => {
    expect(alertsIn(push([], { alerts }))).toEqual(expected);
  });
});
