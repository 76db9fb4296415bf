import { decodeBlock } from './block.ts';
import type { LatestReports } from './latest.ts';
import { TIERS } from './resolution.ts';
import type { Block, Store, StoredRow } from './store.ts';

/** The last `count` times of a block of samples. */
function lastRows({ clientId, serverId, names, body }: Block, count: number): StoredRow[] {
  const { times, columns } = decodeBlock(body, names, TIERS.raw.width);
  const rows = times.map((_, row) => row).slice(-count);
  return rows.map((row) => ({
    clientId,
    serverId,
    names,
    at: times[row] ?? 0,
    values: columns.map((column) => column[row] ?? null),
  }));
}

/** Fills the memory of newest reports from what is stored: waiting rows, or the newest block. */
export async function rebuildLatest(
  store: Store,
  latest: LatestReports,
  isPushed: (serverId: string) => boolean,
): Promise<void> {
  const rows = await store.newestRows();
  const newestAt = new Map(rows.map((row) => [row.serverId, row.at]));
  for (const { serverId, startAt, lastAt } of await store.newestBlocks()) {
    if ((newestAt.get(serverId) ?? 0) >= lastAt) continue;
    const [block] = await store.blocksAt(serverId, [[TIERS.raw.seconds, startAt]]);
    if (block) rows.push(...lastRows(block, 2));
  }
  for (const row of rows.toSorted((a, b) => a.at - b.at))
    latest.accept({ ...row, isPushed: isPushed(row.serverId) });
}
