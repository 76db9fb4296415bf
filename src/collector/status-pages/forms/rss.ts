import type { StatusWords } from '../../../words/status/words.ts';
import type { Published } from '../types.ts';
import { type Entry, entriesOf } from './entries.ts';
import { element, escapeXml, textElement } from './xml.ts';

/** As "Wed, 25 Nov 2026 14:05:00 GMT" (RFC 822 with a year of four digits, as RSS 2.0 has it). */
const rfc822 = (at: number): string => new Date(at).toUTCString();

function item(entry: Entry, address: string): string {
  return element(
    'item',
    {},
    textElement('title', entry.title),
    textElement('link', `${address}#${entry.anchor}`),
    textElement('description', entry.text),
    element('guid', { isPermaLink: 'false' }, escapeXml(entry.id)),
    entry.by === null ? '' : textElement('dc:creator', entry.by),
    textElement('pubDate', rfc822(entry.at)),
  );
}

/**
 * The updates and planned work of a page as an RSS 2.0 feed in a language, newest first.
 * @param base the page's address without a language, as "https://hub.example/status"
 */
export function rssFeed(published: Published, words: StatusWords, base: string): string {
  const { page } = published;
  const { language } = words;
  const address = `${base}/${language}`;
  const entries = entriesOf(published, words);
  const [newest] = entries;
  const channel = element(
    'channel',
    {},
    textElement('title', page.title),
    textElement('link', address),
    textElement('description', page.intro ?? page.title),
    textElement('language', language),
    newest ? textElement('lastBuildDate', rfc822(newest.at)) : '',
    element('atom:link', { rel: 'self', type: 'application/rss+xml', href: `${address}/feed.rss` }),
    ...entries.map((entry) => item(entry, address)),
  );
  const rss = element(
    'rss',
    {
      version: '2.0',
      'xmlns:atom': 'http://www.w3.org/2005/Atom',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    },
    channel,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${rss}\n`;
}
