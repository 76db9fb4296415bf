import { expect, it } from 'vitest';
import { activityHref, readActivityQuery, spanOf } from './audit-query.ts';

const read = (search: string) => readActivityQuery(new URLSearchParams(search));

it.each([
  ['', {}],
  ['actor=+Ada+&action=server&subject=', { actor: 'Ada', action: 'server' }],
  ['from=2026-11-24&to=yesterday', { from: '2026-11-24' }],
  ['from=2026-13-41&what=else', {}],
])('reads %j', (search, query) => {
  expect(read(search)).toEqual(query);
});

it('leads to the next page of the same list, and back to its first', () => {
  const query = read('actor=Ada&from=2026-11-24&cursor=one');
  expect(activityHref(query, 'two')).toBe('/settings/audit?actor=Ada&from=2026-11-24&cursor=two');
  expect(activityHref(query, undefined)).toBe('/settings/audit?actor=Ada&from=2026-11-24');
});

it('takes whole days, the last one included', () => {
  const { from, to } = spanOf({ from: '2026-11-24', to: '2026-11-24' });
  expect(new Date(from ?? 0).getHours()).toBe(0);
  expect((to ?? 0) - (from ?? 0)).toBe(86_400_000);
  expect(spanOf({})).toEqual({ from: undefined, to: undefined });
});
