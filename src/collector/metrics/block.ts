import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { type Column, decodeColumn, encodeColumn, type StoredColumn } from './columns.ts';
import type { Points } from './points.ts';

const VERSION = 1;
/** Measured on real and simulated series: 9 saves 1 % more at a quarter more time, 3 loses 2 to 9 %. */
const COMPRESSION_LEVEL = 6;

type StoredBlock = [version: number, length: number, times: StoredColumn, ...columns: StoredColumn[]];

/** The body of a block: zstd over JSON; the names stand in the block's layout. */
export function encodeBlock(points: Points): Buffer {
  const { times, columns } = points;
  const block: StoredBlock = [VERSION, times.length, encodeColumn(times), ...columns.map(encodeColumn)];
  return zstdCompressSync(JSON.stringify(block), {
    params: { [constants.ZSTD_c_compressionLevel]: COMPRESSION_LEVEL },
  });
}

/**
 * The points of a body that `encodeBlock` made from series `names`; only the names that pass `wants`.
 * @throws Error when a newer version wrote it
 */
export function decodeBlock(
  body: Uint8Array,
  names: readonly string[],
  width: number,
  wants?: (name: string) => boolean,
): Points {
  const [version, length, times, ...stored] = JSON.parse(zstdDecompressSync(body).toString()) as StoredBlock;
  if (version !== VERSION) throw new Error(`Metric block of version ${version}: start the newer Porchlight`);
  const chosen = wants ? names.filter(wants) : names;
  const columns = chosen.flatMap((name) => {
    const start = names.indexOf(name) * width;
    return stored.slice(start, start + width).map((column): Column => decodeColumn(column, length));
  });
  return { names: chosen, width, times: decodeColumn(times, length).map((time) => time ?? 0), columns };
}
