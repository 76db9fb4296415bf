import { wordsOf } from '../../../words/status/index.ts';
import type { PublicComponent } from '../../../words/status/public-page.ts';
import type { StatusWords } from '../../../words/status/words.ts';
import {
  atomFeed,
  calendar,
  type Published,
  rssFeed,
  stateBadge,
  statusJson,
  uptimeBadge,
} from '../../status-pages/index.ts';
import type { StatusAddress, TextForm } from './address.ts';

export interface TextAnswer {
  type: string;
  text: string;
}

const SVG = 'image/svg+xml; charset=utf-8';

/** That of its worst component: what a page promises is all of it. Null: nothing is known. */
function uptimeOfAll(components: readonly PublicComponent[]): number | null {
  const known = components.flatMap(({ uptime }) => (uptime === null ? [] : [uptime]));
  return known.length === 0 ? null : Math.min(...known);
}

function badge(form: TextForm, { page }: Published, key: string | null, words: StatusWords): string | null {
  const all = page.groups.flatMap(({ components }) => components);
  const component = all.find((one) => one.key === key);
  if (key !== null && !component) return null;
  const label = component?.name ?? page.title;
  return form === 'badge.svg'
    ? stateBadge(label, component?.state ?? page.state, words)
    : uptimeBadge(label, component ? component.uptime : uptimeOfAll(all), words);
}

/**
 * A page in a form for machines; null: there is none of that name.
 * @param base the page's address without a language, as absolute as the hub knows it
 */
export function formOf(
  address: Extract<StatusAddress, { kind: 'json' | 'form' }>,
  published: Published,
  base: string,
): TextAnswer | null {
  if (address.kind === 'json') {
    return { type: 'application/json; charset=utf-8', text: JSON.stringify(statusJson(published)) };
  }
  const words = wordsOf(address.language);
  switch (address.form) {
    case 'feed.atom':
      return { type: 'application/atom+xml; charset=utf-8', text: atomFeed(published, words, base) };
    case 'feed.rss':
      return { type: 'application/rss+xml; charset=utf-8', text: rssFeed(published, words, base) };
    case 'maintenance.ics':
      return { type: 'text/calendar; charset=utf-8', text: calendar(published, words, base) };
    default: {
      const svg = badge(address.form, published, address.component, words);
      return svg === null ? null : { type: SVG, text: svg };
    }
  }
}
