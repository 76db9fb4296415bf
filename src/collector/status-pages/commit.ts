import { isStale, type Statement } from '../../../db/open.ts';
import { AppError } from '../errors.ts';
import type { StatusPagesParts } from './parts.ts';

/**
 * Writes a change; then it is in memory, and pages tell of it.
 * @param committed follows the commit, before anything else
 * @throws AppError `conflict` when what it was based on had changed
 */
export async function commit(
  { database, memory, look }: StatusPagesParts,
  statements: Statement[],
  now: number,
  committed: () => void = () => undefined,
): Promise<void> {
  await database.write(statements).catch((error: unknown) => {
    throw isStale(error) ? new AppError('conflict', 'Somebody else changed it just now; look again') : error;
  });
  committed();
  await memory.reload(now);
  await look(now);
}
