import type { IncomingMessage } from 'node:http';
import { accessCookieName } from '../../api/index.ts';
import { accessHashOf, type Published } from '../../status-pages/index.ts';

function fromCookie(header: string | undefined, slug: string): string | null {
  const start = `${accessCookieName(slug)}=`;
  const found = header?.split(';').find((part) => part.trim().startsWith(start));
  return found === undefined ? null : found.trim().slice(start.length);
}

/** Machines give it as a bearer token, feed readers as a password under any name. */
function fromAuthorization(header: string | undefined): string | null {
  const [scheme = '', value = ''] = header?.split(' ', 2) ?? [];
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return null;
  const pair = Buffer.from(value, 'base64').toString();
  return pair.slice(pair.indexOf(':') + 1);
}

/** Whether whoever asks may read a page. */
export function mayRead({ headers }: IncomingMessage, { page, accessHash }: Published): boolean {
  if (accessHash === null) return true;
  const given = [fromCookie(headers.cookie, page.slug ?? ''), fromAuthorization(headers.authorization)];
  return given.some((word) => word !== null && word !== '' && accessHashOf(word) === accessHash);
}
