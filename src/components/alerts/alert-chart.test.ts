import { describe, expect, it } from 'vitest';
import { textOf } from '../../words/figures.ts';
import { type AlertChartView, chartAddress, chartSpan, groupOf } from './alert-chart.ts';

const HOUR_MS = 3_600_000;
const NOON = Date.parse('2026-11-24T12:00:00.000Z');
const iso = (at: number) => new Date(at).toISOString();
const view = (changes: Partial<AlertChartView> = {}): AlertChartView => ({
  serverId: 'nas',
  metric: 'mount_percent:/data',
  unit: '%',
  threshold: 90,
  createdAt: iso(NOON),
  resolvedAt: null,
  marks: [],
  ...changes,
});

it.each([
  ['to now while it goes on', view(), NOON + 5 * HOUR_MS, NOON + 5 * HOUR_MS],
  [
    'to an hour after its end',
    view({ resolvedAt: iso(NOON + HOUR_MS) }),
    NOON + 9 * HOUR_MS,
    NOON + 2 * HOUR_MS,
  ],
  ['never into the future', view({ resolvedAt: iso(NOON + HOUR_MS) }), NOON + HOUR_MS, NOON + HOUR_MS],
])('reaches from an hour before, %s', (_, chart, now, to) => {
  expect(chartSpan(chart, now)).toEqual({ from: NOON - HOUR_MS, to });
});

it('asks for its one series alone', () => {
  const address = new URL(chartAddress(view(), NOON), 'http://hub.test');
  expect(address.pathname).toBe('/api/v1/metrics/nas');
  expect(address.searchParams.get('metric')).toBe('mount_percent:/data');
  expect(address.searchParams.get('from')).toBe('2026-11-24T11:00:00.000Z');
});

describe('is drawn', () => {
  it.each([
    ['mount_percent:/data', '%', 'Disk space used', true, '93\u202f%'],
    ['disk_percent', '%', 'Disk space used', true, '93\u202f%'],
    ['disk_temperature_celsius:sda', '°C', 'Temperature', false, '93\u202f°C'],
    ['security_updates', '', 'Security updates', false, '93'],
    ['reported_value:ups:load', 'W', 'ups:load', false, '93\u202fW'],
  ])('%s in %s: "%s"', (metric, unit, title, isPercent, figure) => {
    const group = groupOf({ metric, unit });
    expect(group).toMatchObject({ title, isPercent });
    expect(textOf(group.figure(93))).toBe(figure);
  });

  it('without the other lines of its chart', () => {
    expect(groupOf({ metric: 'cpu_percent', unit: '%' }).lines).toEqual({ cpu_percent: 'Busy' });
  });
});
