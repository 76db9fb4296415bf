const HIDDEN = '•••';
const SHORTEST = 4;
/** Shorter parts of a path are words, as "webhooks". */
const SHORTEST_SEGMENT = 16;

/** The ways in which a secret can stand in a text: as it is, as a URL writes it, and what of a URL is secret. */
function spellings(secret: string): string[] {
  const { pathname = '', search = '' } = URL.canParse(secret) ? new URL(secret) : {};
  const segments = pathname.split('/').filter((segment) => segment.length >= SHORTEST_SEGMENT);
  return [secret, encodeURIComponent(secret), pathname, search, ...segments];
}

/** A text without the secrets it may hold; those under 4 characters are no secrets. */
export function redact(text: string, secrets: readonly string[]): string {
  const all = secrets.flatMap(spellings).filter((part) => part.length >= SHORTEST);
  const longestFirst = all.sort((a, b) => b.length - a.length);
  return longestFirst.reduce((shown, part) => shown.replaceAll(part, HIDDEN), text);
}
