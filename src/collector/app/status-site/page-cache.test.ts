import { beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import type { Published } from '../../status-pages/index.ts';
import type { Drawn } from './drawn.ts';
import { openPageCache, type PageCache } from './page-cache.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const published = (version: number, changes: Partial<Published> = {}) =>
  ({ pageId: 'home', accessHash: null, checkedAt: NOW, version, ...changes }) as Published;
const drawnAs = (html: string): Drawn => ({ html, styles: [], scripts: [], policy: '' });

describe('the page cache', () => {
  let cache: PageCache;
  let drawings: string[];
  let logged: string[];
  let isBroken: boolean;
  beforeEach(() => {
    logged = [];
    drawings = [];
    isBroken = false;
    cache = openPageCache(createLog('debug', (line) => logged.push(line)));
  });
  const show = (
    version: number,
    { path = '/status/en', now = NOW, ...changes }: Partial<Published> & { path?: string; now?: number } = {},
  ) =>
    cache.shown(
      path,
      published(version, { checkedAt: now, ...changes }),
      async () => {
        drawings.push(`${path} ${version}`);
        if (isBroken) throw new Error('broken');
        return drawnAs(`${path} ${version}`);
      },
      now,
    );

  it('draws a page once for what it tells', async () => {
    await show(1);
    await show(1);
    await show(2);
    await show(1, { path: '/status/de' });
    expect(drawings).toEqual(['/status/en 1', '/status/en 2', '/status/de 1']);
  });

  it('draws it once for all who ask at the same time', async () => {
    const shown = await Promise.all([show(1), show(1), show(1)]);
    expect(drawings).toEqual(['/status/en 1']);
    expect(shown.map(({ drawn }) => drawn.html)).toEqual(Array(3).fill('/status/en 1'));
  });

  it('shows it as it was when it cannot be drawn anew, and since when that is so', async () => {
    await show(1);
    await show(1, { now: NOW + 60_000 });
    isBroken = true;
    const shown = await show(2, { now: NOW + 120_000 });
    expect(shown).toMatchObject({ isOld: true, drawn: { html: '/status/en 1' } });
    expect(shown.published.checkedAt).toBe(NOW + 60_000);
    expect(logged.join()).toContain('broken');
  });

  it('does not try anew for everybody who asks, but before long', async () => {
    await show(1);
    isBroken = true;
    for (const seconds of [0, 1, 4]) await show(2, { now: NOW + seconds * 1000 });
    expect(drawings).toHaveLength(2);
    isBroken = false;
    expect(await show(2, { now: NOW + 6000 })).toMatchObject({
      isOld: false,
      drawn: { html: '/status/en 2' },
    });
  });

  it('says so when it was never drawn, and tries no more often for that', async () => {
    isBroken = true;
    for (const seconds of [0, 1, 4]) {
      await expect(show(1, { now: NOW + seconds * 1000 })).rejects.toThrow('broken');
    }
    expect(drawings).toHaveLength(1);
  });

  it('notes a failure once, however many wait', async () => {
    isBroken = true;
    await Promise.allSettled([show(1), show(1), show(1)]);
    expect(logged).toHaveLength(1);
  });

  it('tries again when the clock was set back', async () => {
    isBroken = true;
    await expect(show(1)).rejects.toThrow('broken');
    isBroken = false;
    expect(await show(1, { now: NOW - 3_600_000 })).toMatchObject({ isOld: false });
  });

  it.each<[string, Partial<Published>]>([
    ['another page took its address', { pageId: 'other' }],
    ['it opens to others now', { accessHash: 'hash' }],
  ])('does not show what it told before when %s', async (_, changes) => {
    await show(1);
    isBroken = true;
    await expect(show(2, changes)).rejects.toThrow('broken');
  });

  it('keeps those that were asked for last', async () => {
    await show(1, { path: '/status/first/en' });
    await show(1, { path: '/status/used/en' });
    for (let i = 0; i < 58; i += 1) await show(1, { path: `/status/page-${i}/en` });
    await show(1, { path: '/status/used/en' });
    await show(1, { path: '/status/new/en' });
    drawings = [];
    await show(1, { path: '/status/used/en' });
    await show(1, { path: '/status/first/en' });
    expect(drawings).toEqual(['/status/first/en 1']);
  });
});
