import { describe, expect, it } from 'vitest';
import {
  componentWith,
  incidentWith,
  maintenanceWith,
  NOW,
  pageWith,
} from '../../../../tests/public-page.ts';
import { xmlProblem } from '../../../../tests/well-formed.ts';
import { wordsOf } from '../../../words/status/index.ts';
import type { PublicPage } from '../../../words/status/public-page.ts';
import { LANGUAGES } from '../../../words/status/words.ts';
import type { Published } from '../types.ts';
import { atomFeed, rssFeed } from './index.ts';

const BASE = 'https://hub.example/status';
const HOUR = 3_600_000;
const en = wordsOf('en');
const films = componentWith('Films & series', 'down');

const published = (page: PublicPage, over: Partial<Published> = {}): Published => ({
  pageId: '019ab2c0-0000-7000-8000-000000000001',
  page,
  version: 7,
  checkedAt: NOW,
  isStale: false,
  accessHash: null,
  ...over,
});

const over = incidentWith({
  key: 'past000001',
  title: 'Storm <1> & "2"\u0007',
  state: 'resolved',
  resolvedAt: NOW - 2 * HOUR,
  updates: [
    { at: NOW - 2 * HOUR, state: 'resolved', template: 'over', text: 'Bye\ud83d', by: null },
    { at: NOW - 3 * HOUR, state: 'identified', template: 'power', text: null, by: "Anna 'A' <a@b>" },
  ],
});
const planned = maintenanceWith({ startsAt: NOW + 24 * HOUR, endsAt: NOW + 26 * HOUR, isNow: false });
const full = pageWith([films], {
  intro: 'Ask Anna & Ben',
  incidents: [incidentWith()],
  past: [over],
  maintenances: [planned],
});

const all = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(([, text]) => text);
const entriesOf = (xml: string) => xml.slice(xml.indexOf('<entry>'));

describe.each([
  ['Atom', atomFeed],
  ['RSS', rssFeed],
])('the %s feed', (_, feed) => {
  it.each(LANGUAGES)('is well-formed in %s, whatever was written', (language) => {
    expect(xmlProblem(feed(published(full), wordsOf(language), BASE))).toBeNull();
    expect(xmlProblem(feed(published(pageWith([])), wordsOf(language), '/status'))).toBeNull();
  });

  it('is the same whenever it is made', () => {
    const later = published(full, { version: 9, checkedAt: NOW + HOUR });
    expect(feed(later, en, BASE)).toBe(feed(published(full), en, BASE));
  });

  it('says nothing of the hub’s inside', () => {
    expect(feed(published(full), en, BASE)).not.toContain('019ab2c0');
  });

  it('holds the newest fifty updates, and all that is planned', () => {
    const updates = Array.from({ length: 60 }, (_, index) => ({
      at: NOW - index * 60_000,
      state: 'investigating' as const,
      template: null,
      text: `Number ${index}.`,
      by: null,
    }));
    const long = pageWith([films], { incidents: [incidentWith({ updates })], maintenances: [planned] });
    const xml = feed(published(long), en, BASE);
    expect(xml.match(/Number \d+\./g)).toHaveLength(50);
    expect(xml).toContain('Number 49.');
    expect(xml).not.toContain('Number 50.');
    expect(xml).toContain('A larger disk');
  });
});

describe('the Atom feed', () => {
  const xml = atomFeed(published(full), en, BASE);

  it('names itself, its page and its newest update', () => {
    expect(xml).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">');
    expect(xml).toContain('<id>tag:hub.example,2026:status//en</id><title>Home</title>');
    expect(xml).toContain(
      `<link rel="self" type="application/atom+xml" href="${BASE}/en/feed.atom"/>` +
        `<link rel="alternate" type="text/html" hreflang="en" href="${BASE}/en"/>`,
    );
    expect(xml).toContain(
      '<subtitle>Ask Anna &amp; Ben</subtitle><updated>2026-11-25T13:57:00.000Z</updated>',
    );
  });

  it('has an entry for each update and each planned work, newest first', () => {
    const entries = entriesOf(xml);
    expect(all(entries, 'title')).toEqual([
      'Trouble with Films &amp; series · Looking for the cause',
      'Storm &lt;1&gt; &amp; &quot;2&quot; · Solved',
      'Storm &lt;1&gt; &amp; &quot;2&quot; · Cause found',
      'Planned work · A larger disk',
    ]);
    expect(all(entries, 'id')).toEqual([
      `tag:porchlight,2026:incident/k3m9x2p7qa/${NOW - 600_000}`,
      `tag:porchlight,2026:incident/past000001/${NOW - 2 * HOUR}`,
      `tag:porchlight,2026:incident/past000001/${NOW - 3 * HOUR}`,
      'tag:porchlight,2026:maintenance/w8d4f6h1zb',
    ]);
    expect(all(entries, 'name')).toEqual(['Anna', 'Anna &#39;A&#39; &lt;a@b&gt;']);
    expect(all(entries, 'content')[3]).toBe(
      'From 26 November 2026 at 15:07 to 17:07.\nThis is about: Photos',
    );
    expect(all(entries, 'content')[1]).toBe(
      'It is over, and everything works as usual again. Thank you for waiting. Bye\ufffd\nThis is about: Films &amp; series',
    );
    expect(entries).toContain(`href="${BASE}/en#k3m9x2p7qa"`);
  });

  it.each([
    ['a page of its own slug', { slug: 'family' }, BASE, 'tag:hub.example,2026:status/family/en'],
    ['an address that is only a path', {}, '/status', 'tag:porchlight,2026:status//en'],
    ['an address that no tag may name', {}, 'http://[::1]:8080/status', 'tag:porchlight,2026:status//en'],
  ])('is named by %s', (_, page, base, id) => {
    expect(atomFeed(published(pageWith([], page)), en, base)).toContain(`<id>${id}</id>`);
  });

  it('has a time even where nothing was told', () => {
    expect(atomFeed(published(pageWith([])), en, BASE)).toContain(
      '<updated>1970-01-01T00:00:00.000Z</updated>',
    );
  });
});

describe('the RSS feed', () => {
  const xml = rssFeed(published(full), wordsOf('de'), BASE);

  it('names itself and its page, in the language asked for', () => {
    expect(xml).toContain(
      `<channel><title>Home</title><link>${BASE}/de</link><description>Ask Anna &amp; Ben</description>` +
        '<language>de</language><lastBuildDate>Wed, 25 Nov 2026 13:57:00 GMT</lastBuildDate>' +
        `<atom:link rel="self" type="application/rss+xml" href="${BASE}/de/feed.rss"/>`,
    );
  });

  it('says when each was told', () => {
    expect(all(xml, 'pubDate')).toEqual([
      'Wed, 25 Nov 2026 13:57:00 GMT',
      'Wed, 25 Nov 2026 12:07:00 GMT',
      'Wed, 25 Nov 2026 11:07:00 GMT',
      'Tue, 24 Nov 2026 14:07:00 GMT',
    ]);
  });

  it('names its items for good, and who said them', () => {
    expect(xml.match(/<guid isPermaLink="false">tag:porchlight,2026:/g)).toHaveLength(4);
    expect(all(xml, 'dc:creator')).toEqual(['Anna', 'Anna &#39;A&#39; &lt;a@b&gt;']);
    expect(xml).toContain('Geplante Arbeiten · A larger disk');
  });

  it('tells of a page without an intro by its title', () => {
    expect(rssFeed(published(pageWith([])), en, BASE)).toContain('<description>Home</description>');
  });
});
