import { describe, expect, it } from 'vitest';
import { newId } from './id.ts';

const NOON = Date.parse('2026-03-01T12:00:00Z');

describe('newId', () => {
  it('is a UUID of version 7 and variant 10', () => {
    expect(newId(NOON)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('holds its millisecond and sorts by it', () => {
    const milliseconds = Number.parseInt(newId(NOON).replaceAll('-', '').slice(0, 12), 16);
    expect(milliseconds).toBe(NOON);
    const ids = [3, 1, 2].map((ms) => newId(NOON + ms));
    expect(ids.toSorted()).toEqual([ids[1], ids[2], ids[0]]);
  });

  it('is another one each time, also within a millisecond', () => {
    expect(new Set(Array.from({ length: 1000 }, () => newId(NOON))).size).toBe(1000);
  });
});
