import { describe, expect, it } from 'vitest';
import type { PublicPage } from '../../../words/status/public-page.ts';
import { openPreviews } from './previews.ts';

const page = { title: 'Home' } as PublicPage;

describe('a preview', () => {
  let now = 0;
  const previews = openPreviews(() => now);
  const path = previews.keep(page);

  it('is found in each language, under an address that nobody can guess', () => {
    expect(path).toMatch(/^\/status-pages\/preview\/[0-9a-f]{32}$/);
    expect(previews.find(`${path}/de`)).toEqual({ page, language: 'de' });
  });

  it.each([path, `${path}/it`, `${path}x/en`, '/status-pages/preview/abc/en', '/status/en'])(
    'is nothing at %s',
    (other) => expect(previews.find(other)).toBeNull(),
  );

  it('is gone after ten minutes', () => {
    now = 10 * 60_000;
    expect(previews.find(`${path}/de`)).toBeNull();
  });

  it('makes room when there are many', () => {
    const first = previews.keep(page);
    for (let i = 0; i < 60; i += 1) previews.keep(page);
    expect(previews.find(`${first}/en`)).toBeNull();
  });
});
