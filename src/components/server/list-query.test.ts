import { describe, expect, it } from 'vitest';
import { ariaSort, listHref, nextSort, readListQuery } from './list-query.ts';

describe('readListQuery', () => {
  it.each([
    ['nothing', '', {}],
    ['words, trimmed', '?q=+nas+', { q: 'nas' }],
    [
      'every part',
      '?q=a&status=offline&tag=lab&agent=old&sort=-cpu_percent&cursor=x',
      {
        q: 'a',
        status: 'offline',
        tag: 'lab',
        agent: 'old',
        sort: '-cpu_percent',
        cursor: 'x',
      },
    ],
    ['empty controls of the form as nothing', '?q=&status=&sort=', {}],
    ['neither columns nor states nor agents that do not exist', '?sort=password&status=sleepy&agent=new', {}],
  ])('reads %s', (_, search, query) => {
    const read = readListQuery(new URLSearchParams(search));
    expect(JSON.parse(JSON.stringify(read))).toEqual(query);
  });
});

describe('listHref', () => {
  it.each([
    [
      'drops the cursor when something else changes',
      { q: 'a', cursor: 'x' },
      { tag: 'lab' },
      '/servers?q=a&tag=lab',
    ],
    ['keeps the rest when the cursor changes', { q: 'a b' }, { cursor: 'x' }, '/servers?q=a+b&cursor=x'],
    ['removes a part', { tag: 'lab' }, { tag: undefined }, '/servers'],
    ['adds a part', { status: 'online' }, { agent: 'old' as const }, '/servers?status=online&agent=old'],
  ])('%s', (_, query, change, href) => {
    expect(listHref(query, change)).toBe(href);
  });
});

describe('nextSort', () => {
  it.each([
    ['a name starts at A', 'display_name', undefined, 'display_name'],
    ['a name then turns round', 'display_name', 'display_name', '-display_name'],
    ['a number starts with the largest', 'cpu_percent', 'display_name', '-cpu_percent'],
    ['a number then turns round', 'cpu_percent', '-cpu_percent', 'cpu_percent'],
  ] as const)('%s', (_, column, current, next) => {
    expect(nextSort(column, current)).toBe(next);
  });
});

describe('ariaSort', () => {
  it.each([
    ['level', undefined, 'ascending'],
    ['level', '-level', 'descending'],
    ['display_name', 'level', undefined],
    ['last_seen', '-last_seen', 'descending'],
  ] as const)('of %s while sorted by %s is %s', (column, current, expected) => {
    expect(ariaSort(column, current)).toBe(expected);
  });
});
