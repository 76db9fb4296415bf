import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findPlaces, PLACES } from './places.ts';

/** Doors, errors, what shows without the hub, and the search itself are nothing to look for. */
const NO_PLACES = ['/404', '/500', '/invite', '/login', '/offline', '/search', '/setup'];

const labels = (query: string, scopes: string[] = ['read', 'operate', 'admin']) =>
  findPlaces(query, (scope) => scopes.includes(scope)).map(({ label }) => label);

describe('the pages to look for', () => {
  it('are all that have an address of their own', () => {
    const pages = globSync('src/pages/**/*.astro')
      .filter((file) => !file.includes('['))
      .map((file) => `/${file.slice('src/pages/'.length, -'.astro'.length)}`.replace(/\/?index$/, '') || '/');
    const hrefs = PLACES.map(({ href }) => href);
    expect(hrefs.toSorted()).toEqual(pages.filter((page) => !NO_PLACES.includes(page)).toSorted());
  });

  it.each([
    ['the name', 'people', ['People']],
    ['its beginning, in any case', ' PeOp', ['People']],
    ['another word for it', 'invite', ['People']],
    ['several words in any order', 'new serv', ['Add server']],
    ['two words that both fit', 'add server', ['Add server']],
    ['a word that two have', 'maintenance', ['Quiet times', 'Plan a window']],
    ['nothing that exists', 'kubernetes', []],
    ['the middle of a word', 'eople', []],
  ])('are found by %s', (_, query, expected) => {
    expect(labels(query)).toEqual(expected);
  });

  it('are all there for no word at all, as far as the person may use them', () => {
    expect(labels('')).toHaveLength(PLACES.length);
    expect(labels('', ['read'])).not.toContain('Keys');
    expect(labels('add', ['read'])).toEqual([]);
    expect(labels('add', ['read', 'operate'])).toEqual(['Add server', 'Plan a window']);
  });
});
