import { AppError } from '../../errors.ts';
import { newId } from '../../id.ts';
import type { Subscribe } from '../schema.ts';
import type { StatusPage } from '../types.ts';
import { AUTH_PLACE, type SubscriberParts } from './parts.ts';

/** More than a household or a small company has; a message to all of them leaves within a few minutes. */
const MOST_OF_A_PAGE = 5000;

async function requireRoom({ store }: SubscriberParts, pageId: string, endpoint: string): Promise<void> {
  if (await store.isThere(pageId, endpoint)) return;
  if ((await store.countOf(pageId)) < MOST_OF_A_PAGE) return;
  throw new AppError('conflict', `${MOST_OF_A_PAGE} browsers are told of this page already`, {
    remediation: ['Read its feed instead'],
  });
}

/**
 * Notes a visitor's browser as one that wants to be told of a page; one that is there already is renewed. The caller
 * has made sure that the visitor may read the page.
 * @param origin the hub's address as this browser knows it
 * @throws AppError `invalid` (endpoint), `conflict` (too many)
 */
export async function subscribe(
  parts: SubscriberParts,
  input: Subscribe,
  page: StatusPage,
  origin: string,
  now: number,
): Promise<void> {
  const { database, box, notify, store } = parts;
  const endpoint = notify.requireEndpoint(input.endpoint);
  await requireRoom(parts, page.id, endpoint);
  const row = {
    id: newId(now),
    clientId: page.clientId,
    pageId: page.id,
    language: input.language,
    origin,
    endpoint,
    p256dh: input.keys.p256dh,
    auth: box.seal(input.keys.auth, AUTH_PLACE),
    createdAt: now,
  };
  await database.write([store.save(row)]);
}
