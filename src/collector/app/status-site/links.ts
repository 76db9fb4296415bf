import type { StatusLinks } from '../../../words/status/render.ts';
import { LANGUAGES, type Language } from '../../../words/status/words.ts';
import { basePath } from './address.ts';

/** Where everything is on the hub. */
export function linksOn(slug: string, language: Language): StatusLinks {
  const base = basePath(slug);
  return {
    languages: LANGUAGES.map((one) => ({ language: one, href: `${base}/${one}` })),
    json: `${base}.json`,
    atom: `${base}/${language}/feed.atom`,
    rss: `${base}/${language}/feed.rss`,
    calendar: `${base}/${language}/maintenance.ics`,
  };
}

/**
 * Where everything is in an exported copy, from one of its pages: any host can serve it, under any address.
 * @param isRoot the page at the copy's root, else one in its language's folder
 */
export function linksInCopy(language: Language, isRoot: boolean): StatusLinks {
  const [root, own] = isRoot ? ['', `${language}/`] : ['../', ''];
  return {
    languages: LANGUAGES.map((one) => ({ language: one, href: `${root}${one}/` })),
    json: `${root}status.json`,
    atom: `${own}feed.atom`,
    rss: `${own}feed.rss`,
    calendar: `${own}maintenance.ics`,
  };
}
