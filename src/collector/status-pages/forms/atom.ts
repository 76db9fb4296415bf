import type { StatusWords } from '../../../words/status/words.ts';
import type { Published } from '../types.ts';
import { type Entry, entriesOf } from './entries.ts';
import { authorityOf, tagUri } from './tag-uri.ts';
import { element, textElement } from './xml.ts';

const iso = (at: number): string => new Date(at).toISOString();

function atomEntry(entry: Entry, address: string): string {
  return element(
    'entry',
    {},
    textElement('id', entry.id),
    textElement('title', entry.title),
    textElement('updated', iso(entry.at)),
    element('link', { rel: 'alternate', type: 'text/html', href: `${address}#${entry.anchor}` }),
    entry.by === null ? '' : element('author', {}, textElement('name', entry.by)),
    textElement('content', entry.text),
  );
}

/**
 * The updates and planned work of a page as an Atom feed (RFC 4287) in a language, newest first.
 * @param base the page's address without a language, as "https://hub.example/status"
 */
export function atomFeed(published: Published, words: StatusWords, base: string): string {
  const { page } = published;
  const { language } = words;
  const address = `${base}/${language}`;
  const entries = entriesOf(published, words);
  const [newest] = entries;
  const feed = element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language },
    textElement('id', tagUri(['status', page.slug ?? '', language], authorityOf(base))),
    textElement('title', page.title),
    page.intro === null ? '' : textElement('subtitle', page.intro),
    // Atom wants a time even of a feed that tells nothing yet.
    textElement('updated', iso(newest?.at ?? 0)),
    element('author', {}, textElement('name', page.title)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: `${address}/feed.atom` }),
    element('link', { rel: 'alternate', type: 'text/html', hreflang: language, href: address }),
    ...entries.map((entry) => atomEntry(entry, address)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${feed}\n`;
}
