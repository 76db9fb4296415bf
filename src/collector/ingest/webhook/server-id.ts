import { createHash } from 'node:crypto';
import { serverIdSchema } from '../../fleet/index.ts';

const MAX_LENGTH = 63;
const HASH_LENGTH = 6;

/**
 * The server id of a system that somebody else named: its own id where that is one, else the nearest that is,
 * with a piece of a hash, so that two systems never become one.
 */
export function serverIdFrom(systemId: string): string {
  if (serverIdSchema.safeParse(systemId).success) return systemId;
  const hash = createHash('sha256').update(systemId).digest('hex').slice(0, HASH_LENGTH);
  const words = systemId.toLowerCase().match(/[a-z0-9]+/g) ?? ['system'];
  const slug = words.join('-').slice(0, MAX_LENGTH - HASH_LENGTH - 1);
  return `${slug}-${hash}`;
}
