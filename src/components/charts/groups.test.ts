import { describe, expect, it } from 'vitest';
import type { Series } from '../../collector/metrics/schema.ts';
import { CHARTED, firstRange, GROUPS, linesOf, MOST_LINES, rangeAddress } from './groups.ts';

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

  it('draws no more lines than there are colours', () => {
    const answer = Array.from({ length: 9 }, (_, index) => series('mount_percent', [index], `/m${index}`));
    expect(linesOf(group('disk'), answer)).toHaveLength(MOST_LINES);
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
