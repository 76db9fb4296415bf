import { hash, randomBytes } from 'node:crypto';
import { auditStatement } from '../../audit-log.ts';
import type { Ctx } from '../../context.ts';
import { commit } from '../commit.ts';
import { findPage } from '../find-page.ts';
import type { StatusPagesParts } from '../parts.ts';
import { subscriberStore } from '../subscribers/store.ts';

/** Without those that people take for each other: 32, so that 16 of them are 80 bits. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';
const LENGTH = 16;

/** A fresh word, as "k7mw-3pqr-…": four groups of four. */
function newWord(): string {
  const signs = Array.from(randomBytes(LENGTH), (byte) => SIGNS[byte % SIGNS.length]).join('');
  return signs.replaceAll(/(.{4})(?!$)/g, '$1-');
}

/** What is stored of a word: 80 random bits need no salt and no slow hash. Hyphens, blanks and capitals do not count. */
export const accessHashOf = (word: string): string =>
  hash('sha256', word.replaceAll(/[\s-]/g, '').toLowerCase(), 'base64url');

/**
 * Lets only those read a page who know its word, or everybody. A word that was there is worth nothing any more, and
 * whoever asked to be told without the fresh one has to ask again.
 * @returns the fresh word, shown this once; null: everybody may read it
 * @throws AppError `forbidden`, `not_found`, `conflict`
 */
export async function setAccess(
  parts: StatusPagesParts,
  ctx: Ctx,
  id: string,
  isProtected: boolean,
  now: number,
): Promise<string | null> {
  const page = findPage(parts, ctx, id, 'admin');
  if (!isProtected && page.accessHash === null) return null;
  const word = isProtected ? newWord() : null;
  const action = `status_page.${isProtected ? 'protect' : 'open'}`;
  const details = { title: page.definition.title };
  const audit = { clientId: page.clientId, action, subject: page.id, details };
  const statements = [
    ...parts.store.setAccess(page, word === null ? null : accessHashOf(word), now),
    ...(word === null ? [] : [subscriberStore(parts.database).removeAll(page.id)]),
    auditStatement(parts.database, ctx, audit, now),
  ];
  await commit(parts, statements, now);
  return word;
}
