import { LANGUAGES, type Language } from '../../../words/status/words.ts';

/** What can be asked of a page, beside the page itself. */
export const TEXT_FORMS = ['feed.atom', 'feed.rss', 'maintenance.ics', 'badge.svg', 'uptime.svg'] as const;
export type TextForm = (typeof TEXT_FORMS)[number];

/** What an address below `/status` means. `slug` is empty for the page at `/status` itself. */
export type StatusAddress =
  | { kind: 'choose'; slug: string }
  | { kind: 'json'; slug: string }
  | { kind: 'page'; slug: string; language: Language }
  | { kind: 'form'; slug: string; language: Language; form: TextForm; component: string | null };

const isLanguage = (word: string | undefined): word is Language =>
  (LANGUAGES as readonly string[]).includes(word ?? '');
const isForm = (word: string | undefined): word is TextForm =>
  (TEXT_FORMS as readonly string[]).includes(word ?? '');
const isBadge = (form: TextForm) => form.endsWith('.svg');

function inLanguage(slug: string, language: Language, rest: readonly string[]): StatusAddress | null {
  const [first, second, third] = rest;
  if (first === undefined) return { kind: 'page', slug, language };
  if (second === undefined) {
    return isForm(first) ? { kind: 'form', slug, language, form: first, component: null } : null;
  }
  if (third !== undefined || !isForm(second) || !isBadge(second)) return null;
  return { kind: 'form', slug, language, form: second, component: first };
}

/**
 * What a path asks of the status pages; null: nothing.
 * @param path without its query, as "/status/en" or "/status/family/de/feed.atom"
 */
export function addressOf(path: string): StatusAddress | null {
  if (path === '/status') return { kind: 'choose', slug: '' };
  if (path === '/status.json') return { kind: 'json', slug: '' };
  if (!path.startsWith('/status/')) return null;
  const [first = '', ...rest] = path.slice('/status/'.length).replace(/\/$/, '').split('/');
  if (isLanguage(first)) return inLanguage('', first, rest);
  const [second, ...others] = rest;
  // "/status//en" would be the page at "/status" once more, drawn and kept once more.
  if (first === '' && rest.length > 0) return null;
  if (second !== undefined) return isLanguage(second) ? inLanguage(first, second, others) : null;
  if (/.\.json$/.test(first)) return { kind: 'json', slug: first.slice(0, -'.json'.length) };
  return { kind: 'choose', slug: first };
}

/** Where a page is, without a language: "/status", "/status/family". */
export const basePath = (slug: string): string => (slug === '' ? '/status' : `/status/${slug}`);
