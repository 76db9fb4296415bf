import { expect, it } from 'vitest';
import { alertsHref, askedOf, isNarrowed, readAlertsQuery } from './alerts-query.ts';

const read = (search: string) => readAlertsQuery(new URLSearchParams(search));

it.each([
  ['', {}],
  [
    'server_id=+nas+&severity=critical,high&status=all',
    { server_id: 'nas', severity: 'critical,high', status: 'all' },
  ],
  ['severity=loud&status=gone&server_id=', {}],
  ['from=2026-11-24&to=yesterday', { from: '2026-11-24' }],
  ['from=2026-13-41&what=else', {}],
])('reads %j', (search, query) => {
  expect(read(search)).toEqual(query);
});

it.each([
  ['', ['open', 'acknowledged']],
  ['status=open', ['open']],
  ['status=resolved', ['resolved']],
  ['status=all', ['open', 'acknowledged', 'resolved']],
])('of %j it asks for %j', (search, status) => {
  expect(askedOf(read(search)).status).toEqual(status);
});

it('asks for severities one by one, and for whole days', () => {
  const asked = askedOf(read('severity=critical,high&from=2026-11-24&to=2026-11-24'));
  expect(asked.severity).toEqual(['critical', 'high']);
  expect((asked.to ?? 0) - (asked.from ?? 0)).toBe(86_400_000);
});

it('leads to the next page of the same list, and back to its first', () => {
  const query = read('server_id=nas&status=all&cursor=one');
  expect(alertsHref(query, { cursor: 'two' })).toBe('/alerts?server_id=nas&status=all&cursor=two');
  expect(alertsHref(query)).toBe('/alerts?server_id=nas&status=all');
  expect(alertsHref({})).toBe('/alerts');
});

it('is narrowed by what is asked for, not by the page', () => {
  expect(isNarrowed(read('cursor=one'))).toBe(false);
  expect(isNarrowed(read('status=open'))).toBe(true);
});
