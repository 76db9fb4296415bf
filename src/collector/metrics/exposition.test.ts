import { describe, expect, it } from 'vitest';
import { expose, type Family } from './exposition.ts';
import { chooseFormat } from './exposition-format.ts';
import { exposeServers } from './exposition-series.ts';

const family = (changes: Partial<Family> = {}): Family => ({
  name: 'a_bytes',
  type: 'gauge',
  unit: 'bytes',
  help: 'Help.',
  samples: [{ labels: {}, value: 1 }],
  ...changes,
});

describe('the text of metrics', () => {
  it.each([
    {
      what: 'a gauge',
      of: family({ samples: [{ labels: { server: 'nas' }, value: 0.5 }] }),
      prometheus: ['# HELP a_bytes Help.', '# TYPE a_bytes gauge', 'a_bytes{server="nas"} 0.5'],
      openmetrics: [
        '# TYPE a_bytes gauge',
        '# UNIT a_bytes bytes',
        '# HELP a_bytes Help.',
        'a_bytes{server="nas"} 0.5',
      ],
    },
    {
      what: 'a counter, whose family OpenMetrics names without its ending',
      of: family({ name: 'a_bytes_total', type: 'counter' }),
      prometheus: ['# HELP a_bytes_total Help.', '# TYPE a_bytes_total counter', 'a_bytes_total 1'],
      openmetrics: [
        '# TYPE a_bytes counter',
        '# UNIT a_bytes bytes',
        '# HELP a_bytes Help.',
        'a_bytes_total 1',
      ],
    },
    {
      what: 'an info, which the older format does not know',
      of: family({ name: 'build_info', type: 'info', unit: '' }),
      prometheus: ['# HELP build_info Help.', '# TYPE build_info gauge', 'build_info 1'],
      openmetrics: ['# TYPE build info', '# HELP build Help.', 'build_info 1'],
    },
    {
      what: 'labels and help with every sign that has to be escaped',
      of: family({ unit: '', help: 'a\\b "c"\nd', samples: [{ labels: { x: 'a\\b "c"\nd' }, value: 1 }] }),
      prometheus: [
        '# HELP a_bytes a\\\\b "c"\\nd',
        '# TYPE a_bytes gauge',
        'a_bytes{x="a\\\\b \\"c\\"\\nd"} 1',
      ],
      openmetrics: [
        '# TYPE a_bytes gauge',
        '# HELP a_bytes a\\\\b \\"c\\"\\nd',
        'a_bytes{x="a\\\\b \\"c\\"\\nd"} 1',
      ],
    },
    {
      what: 'nothing, when there is no sample',
      of: family({ samples: [] }),
      prometheus: [],
      openmetrics: [],
    },
  ])('has $what', ({ of, prometheus, openmetrics }) => {
    const text = (lines: string[]) => lines.map((line) => `${line}\n`).join('');
    expect(expose([of], 'prometheus')).toBe(text(prometheus));
    expect(expose([of], 'openmetrics')).toBe(text([...openmetrics, '# EOF']));
  });

  it('is in the order of names', () => {
    const text = expose([family({ name: 'b' }), family({ name: 'a' })], 'prometheus');
    expect(text.match(/^[ab] /gm)).toEqual(['a ', 'b ']);
  });
});

const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';

describe('the format', () => {
  it.each([
    { accept: null, format: 'prometheus' },
    { accept: '*/*', format: 'prometheus' },
    { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', format: 'prometheus' },
    { accept: 'text/plain', format: 'prometheus' },
    { accept: 'application/json', format: 'prometheus' },
    { accept: 'application/openmetrics-text', format: 'openmetrics' },
    { accept: 'application/openmetrics-text; version="1.0.0"; charset=utf-8', format: 'openmetrics' },
    { accept: 'APPLICATION/OPENMETRICS-TEXT', format: 'openmetrics' },
    { accept: PROMETHEUS_3, format: 'openmetrics' },
    { accept: 'application/openmetrics-text; version=0.0.1,text/plain;q=0.5', format: 'prometheus' },
    { accept: 'application/openmetrics-text;q=0.5, text/plain', format: 'prometheus' },
    { accept: 'application/openmetrics-text;q=0.5, text/plain;q=0.4', format: 'openmetrics' },
    { accept: 'application/openmetrics-text;q=0.5, */*;q=0.6', format: 'prometheus' },
    { accept: 'application/openmetrics-text, text/plain', format: 'openmetrics' },
    { accept: 'application/openmetrics-text;q=0', format: 'prometheus' },
    { accept: 'application/openmetrics-text;q=abc', format: 'prometheus' },
  ])('for $accept is $format', ({ accept, format }) => {
    expect(chooseFormat(accept)).toBe(format);
  });
});

describe('the values of servers', () => {
  const samplesOf = (values: Record<string, number | null>, units: Record<string, string> = {}) =>
    exposeServers([
      {
        labels: { server: 'nas' },
        values: new Map(Object.entries(values)),
        unitOf: (name: string) => units[name] ?? '',
      },
    ])
      .filter(({ samples }) => samples.length > 0)
      .flatMap(({ name, type, samples }) =>
        samples.map(({ labels, value }) => ({ name, type, labels, value })),
      );

  it.each([
    { series: 'cpu_percent', value: 57.1, name: 'porchlight_cpu_usage_ratio', told: 0.571 },
    { series: 'memory_used_gb', value: 7.2, name: 'porchlight_memory_used_bytes', told: 7.2e9 },
    {
      series: 'mount_percent:/data',
      value: 93,
      name: 'porchlight_filesystem_usage_ratio',
      told: 0.93,
      labels: { mount: '/data' },
    },
    {
      series: 'disk_power_on_hours:ada0',
      value: 2,
      name: 'porchlight_disk_power_on_seconds',
      told: 7200,
      labels: { disk: 'ada0' },
    },
    {
      series: 'container_memory_mb:a:b',
      value: 1.5,
      name: 'porchlight_container_memory_used_bytes',
      told: 1.5e6,
      labels: { container: 'a:b' },
    },
  ])('tell $series in its base unit', ({ series, value, name, told, labels = {} }) => {
    expect(samplesOf({ [series]: value })).toEqual([
      { name, type: 'gauge', labels: { server: 'nas', ...labels }, value: told },
    ]);
  });

  it('tell counters as they are', () => {
    const [told] = samplesOf({ network_rx_bytes: 123_456_789_012_345 });
    expect(told).toMatchObject({
      name: 'porchlight_network_receive_bytes_total',
      type: 'counter',
      value: 123_456_789_012_345,
    });
  });

  it('leave out what is not known, process numbers, and a name that lacks its subject or has one too many', () => {
    const values = {
      cpu_percent: null,
      'service_pid:smbd': 812,
      mount_percent: 5,
      'cpu_percent:x': 5,
      other: 1,
    };
    expect(samplesOf({ ...values, 'reported_value:fan': null })).toEqual([]);
  });

  it('tell other reported values with their unit, at most 200 of a server', () => {
    const many = Array.from({ length: 300 }, (_, i): [string, number] => [`reported_value:r${i}`, i]);
    const told = samplesOf(Object.fromEntries(many), { r0: 'rpm' });
    expect(told).toHaveLength(200);
    expect(told[0]).toEqual({
      name: 'porchlight_reported_value',
      type: 'gauge',
      labels: { server: 'nas', name: 'r0', unit: 'rpm' },
      value: 0,
    });
  });
});
