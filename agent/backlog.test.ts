import { describe, expect, it } from 'vitest';
import { createBacklog } from './backlog.ts';

function filled(items: string[], max?: number, bytes?: number) {
  const backlog = createBacklog(max, bytes);
  for (const item of items) backlog.add(item);
  return backlog;
}

describe('backlog', () => {
  it('gives the oldest first and keeps them until they are dropped', () => {
    const backlog = filled(['1', '2', '3']);
    expect(backlog.oldest(2)).toEqual(['1', '2']);
    expect(backlog.oldest(2)).toEqual(['1', '2']);
    backlog.drop(2);
    expect(backlog.oldest(2)).toEqual(['3']);
    expect(backlog.size).toBe(1);
  });

  it('gives up the oldest beyond its limit and says so', () => {
    const backlog = filled(['1', '2'], 2);
    expect(backlog.add('3')).toBe(true);
    expect(backlog.oldest(9)).toEqual(['2', '3']);
  });

  it('holds a day of heartbeats, one a minute', () => {
    const backlog = createBacklog();
    const given = Array.from({ length: 1_440 }, (_, minute) => backlog.add(String(minute)));
    expect(given).not.toContain(true);
    expect(backlog.oldest(1)).toEqual(['0']);
  });

  it.each([
    ['stops before a request grows too large', ['aaa', 'bbb', 'c'], 6, ['aaa', 'bbb']],
    ['still gives one that is too large by itself', ['aaaaaaaaa', 'b'], 6, ['aaaaaaaaa']],
    ['gives all that fit exactly', ['aaa', 'bbb'], 6, ['aaa', 'bbb']],
  ])('%s', (_, items, bytes, expected) => {
    expect(filled(items, 10, bytes).oldest(10)).toEqual(expected);
  });
});
