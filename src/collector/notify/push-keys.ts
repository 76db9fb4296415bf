import webPush from 'web-push';
import type { Database } from '../../../db/open.ts';
import type { SecretBox } from '../auth/index.ts';
import { AppError } from '../errors.ts';
import type { NotifyStore } from './store.ts';

const PLACE = 'push_keys.private_key';
const THE_ONE = 1;

/** The hub's key pair, both as base64url. */
export interface PushKeyPair {
  publicKey: string;
  privateKey: string;
}

function unreadable(cause: unknown): AppError {
  return new AppError('unavailable', 'The key for notifications cannot be read with this hub’s secret', {
    remediation: ['Start the hub with the secret it had when notifications were first turned on'],
    cause,
  });
}

interface Parts {
  store: NotifyStore;
  box: SecretBox;
}

/** Makes the key pair in a new database; it is kept for good. Of two that make it at once the first one's stays. */
export async function ensurePushKeys(
  { database, store, box }: Parts & { database: Database },
  now: number,
): Promise<void> {
  if (await store.keyPair()) return;
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  const sealed = box.seal(privateKey, PLACE);
  await database.write([store.insertKeyPair({ id: THE_ONE, publicKey, privateKey: sealed, createdAt: now })]);
}

/**
 * The key pair.
 * @throws AppError `unavailable` when the hub's secret is not the one it was sealed with
 */
export async function readPushKeys({ store, box }: Parts): Promise<PushKeyPair> {
  const row = await store.keyPair();
  if (!row) throw new Error('The key pair for notifications was not stored');
  try {
    return { publicKey: row.publicKey, privateKey: box.open(row.privateKey, PLACE) };
  } catch (error) {
    throw unreadable(error);
  }
}

/**
 * Whom a push service may write to about this hub (RFC 8292 §2.1): its address where that is `https`. Push
 * services want something that looks reachable, so the fallback has a name that stands for documentation.
 */
export function subjectOf(url: string | undefined): string {
  return url?.startsWith('https://') ? url : 'mailto:porchlight@example.org';
}
