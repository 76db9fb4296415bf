/** For pages without an absolute address. Entries keep it always: their keys are random, and readers know them by it. */
const AUTHORITY = 'porchlight';

/** The year from which on these names mean what they mean; part of every tag URI. */
const YEAR = '2026';

const DNS_NAME = /^[a-z0-9][a-z0-9.-]*$/;

/** A name of something public that stays the same wherever it is read (RFC 4151). */
export function tagUri(words: readonly (string | number)[], authority = AUTHORITY): string {
  return `tag:${authority},${YEAR}:${words.join('/')}`;
}

/** Who names a page: the host of its address, since pages of other hubs have the same slug. */
export function authorityOf(base: string): string {
  const host = URL.parse(base)?.hostname ?? '';
  return DNS_NAME.test(host) ? host : AUTHORITY;
}
