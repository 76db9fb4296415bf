import { basePath } from './address.ts';

/** How long a CDN may answer by itself, and how long it may go on where the hub is away. */
const CDN_SECONDS = 30;
const CDN_REVALIDATE_SECONDS = 60;
const IF_ERROR_SECONDS = 86_400;

/** What a CDN can be told to drop together. */
const tagsOf = (slug: string) => ['porchlight-status', `porchlight-status-${slug === '' ? 'home' : slug}`];

/** For what everybody may read: browsers ask each time whether it changed, a CDN twice a minute. */
export function publicHeaders(slug: string): Record<string, string> {
  const tags = tagsOf(slug);
  return {
    'Cache-Control': `public, max-age=0, stale-if-error=${IF_ERROR_SECONDS}`,
    'CDN-Cache-Control': `public, max-age=${CDN_SECONDS}, stale-while-revalidate=${CDN_REVALIDATE_SECONDS}, stale-if-error=${IF_ERROR_SECONDS}`,
    // As Cloudflare and as Fastly call them.
    'Cache-Tag': tags.join(','),
    'Surrogate-Key': tags.join(' '),
    Vary: 'Accept-Encoding',
    'Access-Control-Allow-Origin': '*',
  };
}

/** For what only those may read who know its word. */
export const PROTECTED_HEADERS: Record<string, string> = {
  'Cache-Control': 'private, no-cache',
  Vary: 'Accept-Encoding, Cookie, Authorization',
};

/** For pages: where their feed is, and that nobody may frame them. */
export function pageHeaders(
  policy: string,
  slug: string,
  language: string,
  framedBy: 'none' | 'self' = 'none',
) {
  const feed = `${basePath(slug)}/${language}/feed.atom`;
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language,
    'Content-Security-Policy': `${policy}; frame-ancestors '${framedBy}'`,
    'X-Frame-Options': framedBy === 'none' ? 'DENY' : 'SAMEORIGIN',
    Link: `<${feed}>; rel="alternate"; type="application/atom+xml"`,
  };
}
