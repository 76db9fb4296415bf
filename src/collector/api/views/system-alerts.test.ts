import { describe, expect, it } from 'vitest';
import type { Ctx } from '../../context.ts';
import type { OpenAlert, ViewParts } from './parts.ts';
import { systemAlerts } from './system-alerts.ts';

const NOON = Date.parse('2026-11-24T12:00:00Z');
const alert = (
  id: string,
  severity: OpenAlert['severity'],
  status: OpenAlert['status'] = 'open',
): OpenAlert => ({
  id,
  severity,
  message: `Message ${id}`,
  createdAt: NOON,
  status,
});
/** Worst first, as the alerts come. */
const OPEN = [
  alert('b', 'critical'),
  alert('d', 'high'),
  alert('a', 'medium'),
  alert('c', 'low', 'acknowledged'),
];
const parts = {
  fleet: { get: (_: Ctx, id: string) => ({ record: { id } }) },
  alerts: { openOf: (id: string) => (id === 'nas' ? OPEN : []) },
} as unknown as ViewParts;
const page = (query = {}) => systemAlerts(parts, {} as Ctx, 'nas', query);

describe('alerts of a system', () => {
  it('have the fields of the data model', () => {
    expect(page({ limit: 1 }).items).toEqual([
      {
        id: 'd',
        system_id: 'nas',
        timestamp: '2026-11-24T12:00:00.000Z',
        severity: 'warning',
        message: 'Message d',
        acknowledged: false,
        ticket_id: null,
      },
    ]);
  });

  it('come newest first, in three severities', () => {
    expect(page().items.map(({ id, severity }) => [id, severity])).toEqual([
      ['d', 'warning'],
      ['c', 'info'],
      ['b', 'critical'],
      ['a', 'warning'],
    ]);
  });

  it('say whether somebody has seen them', () => {
    expect(page().items.map(({ id, acknowledged }) => [id, acknowledged])).toContainEqual(['c', true]);
  });

  it('come in pages that hold each once', () => {
    const first = page({ limit: 3 });
    expect([first.items.map(({ id }) => id), first.next_cursor]).toEqual([['d', 'c', 'b'], 'b']);
    const second = page({ limit: 3, cursor: 'b' });
    expect([second.items.map(({ id }) => id), second.next_cursor]).toEqual([['a'], null]);
  });
});
