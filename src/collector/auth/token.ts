import { hash, randomBytes } from 'node:crypto';

/** A fresh secret of 256 bits; the prefix says what it is for, so that leak scanners can tell. */
export function newToken(prefix: 'pl' | 'ple' | 'pli' | 'pls'): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token: 256 random bits need no salt and no slow hash. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url');
}
