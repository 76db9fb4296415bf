import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faviconOf } from './favicon.ts';

const colours = (svg: string) => new Set(svg.match(/#[0-9a-f]{6}/g));

describe('the lamp as an address', () => {
  it.each([
    ['ok', 'warm'],
    ['medium', 'amber'],
    ['critical', 'red'],
    ['unknown', 'none'],
  ] as const)('of level %s has the colours of lamp-%s.svg', (level, light) => {
    const address = faviconOf(level);
    expect(address).toMatch(/^data:image\/svg\+xml,[^#<>"]+$/);
    const file = readFileSync(`public/lamp-${light}.svg`, 'utf8');
    expect(colours(decodeURIComponent(address))).toEqual(colours(file));
  });
});
