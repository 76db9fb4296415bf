import { describe, expect, it } from 'vitest';
import { addressOf, basePath, type StatusAddress } from './address.ts';

const page = (slug: string, language: 'en' | 'de'): StatusAddress => ({ kind: 'page', slug, language });

describe('what a path asks of the status pages', () => {
  it.each<[string, StatusAddress | null]>([
    ['/status', { kind: 'choose', slug: '' }],
    ['/status/', { kind: 'choose', slug: '' }],
    ['/status.json', { kind: 'json', slug: '' }],
    ['/status/en', page('', 'en')],
    ['/status/en/', page('', 'en')],
    ['/status/family', { kind: 'choose', slug: 'family' }],
    ['/status/family/', { kind: 'choose', slug: 'family' }],
    ['/status/family.json', { kind: 'json', slug: 'family' }],
    ['/status/family/de', page('family', 'de')],
    ['/status/en/feed.atom', { kind: 'form', slug: '', language: 'en', form: 'feed.atom', component: null }],
    [
      '/status/family/de/maintenance.ics',
      { kind: 'form', slug: 'family', language: 'de', form: 'maintenance.ics', component: null },
    ],
    [
      '/status/en/films/badge.svg',
      { kind: 'form', slug: '', language: 'en', form: 'badge.svg', component: 'films' },
    ],
    ['/status/en/films/feed.rss', null],
    ['/status/en/films/badge.svg/more', null],
    ['/status/en/nothing', null],
    ['/status/family/it', null],
    ['/status/family/de/feed.xml', null],
    ['/status//en', null],
    ['/status/.json', { kind: 'choose', slug: '.json' }],
    ['/status-pages', null],
    ['/status-render/abc', null],
    ['/statuses', null],
    ['/', null],
  ])('%s', (path, expected) => {
    expect(addressOf(path)).toEqual(expected);
  });

  it.each([
    ['', '/status'],
    ['family', '/status/family'],
  ])('a page with the slug "%s" is at %s', (slug, path) => {
    expect(basePath(slug)).toBe(path);
  });
});
