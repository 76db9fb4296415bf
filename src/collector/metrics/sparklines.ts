import { decodeBlock } from './block.ts';
import { chunk } from './chunk.ts';
import type { LatestReports } from './latest.ts';
import { floorTo, mergePoints, type Points, pointsOf } from './points.ts';
import { TIERS } from './resolution.ts';
import { AVERAGE, replaceBuckets, rollUp } from './roll-up.ts';
import type { RowGroup, Store } from './store.ts';
import type { SparklineQuery } from './types.ts';

const TIER = TIERS['15m'];
const BUCKET_MS = TIER.seconds * 1000;
const FRESH_MS = 60_000;

type Line = (number | null)[];

interface Cached {
  until: number;
  line: Line;
}

/** The `position`-th of the comma-separated values after the time, without parsing the others. */
function field(line: string, position: number): number | null {
  let start = line.indexOf(',') + 1;
  for (let i = 0; i < position; i++) start = line.indexOf(',', start) + 1;
  const end = line.indexOf(',', start);
  const sample = end < 0 ? line.slice(start) : line.slice(start, end);
  return sample === '' ? null : Number(sample);
}

function pointsOfGroup({ names, lines }: RowGroup, name: string): Points {
  const position = names.indexOf(name);
  if (position < 0) return pointsOf([]);
  const own = [name];
  return pointsOf(
    lines.map((line) => ({ names: own, at: Number.parseInt(line, 10), values: [field(line, position)] })),
  );
}

function lineOf(points: Points, from: number, to: number): Line {
  const averages = new Map(points.times.map((time, row) => [time, points.columns[AVERAGE]?.[row] ?? null]));
  const length = (floorTo(to, BUCKET_MS) - floorTo(from, BUCKET_MS)) / BUCKET_MS;
  const first = floorTo(to, BUCKET_MS) - (length - 1) * BUCKET_MS;
  return Array.from({ length }, (_, i) => averages.get(first + i * BUCKET_MS) ?? null);
}

/** The database sorts what it reads in memory, which the process keeps: this many servers at a time. */
const SERVERS_PER_READ = 10;

/** Everything about some servers at once: one statement for blocks, one for waiting rows. */
async function readLines(store: Store, query: SparklineQuery): Promise<Map<string, Line>> {
  const { metric, from, to } = query;
  const seconds = TIER.seconds;
  const blocks = await store.blocks({ ...query, seconds, from: floorTo(from, TIER.blockMs), to });
  const groups = await store.rows(query);
  const blocksOf = Map.groupBy(blocks, (block) => block.serverId);
  const groupsOf = Map.groupBy(groups, (group) => group.serverId);
  const wants = (name: string) => name === metric;
  const lines = query.serverIds.map((serverId): [string, Line] => {
    const stored = (blocksOf.get(serverId) ?? []).map((b) => decodeBlock(b.body, b.names, TIER.width, wants));
    const rows = (groupsOf.get(serverId) ?? []).map((group) => pointsOfGroup(group, metric));
    const fresh = rollUp(mergePoints(rows, TIERS.raw.width), seconds);
    return [serverId, lineOf(replaceBuckets(fresh, mergePoints(stored, TIER.width)), from, to)];
  });
  return new Map(lines);
}

/**
 * Lines of 15-minute averages for many servers, each kept for a minute. A bucket that is sealed in part
 * shows the part with more samples.
 */
export function createSparklines(store: Store, latest: LatestReports) {
  const cache = new Map<string, Cached>();
  return async (query: SparklineQuery, now: number): Promise<Map<string, Line>> => {
    const { clientIds, metric, from, to } = query;
    const span = `${floorTo(from, BUCKET_MS)} ${floorTo(to, BUCKET_MS)} ${metric}`;
    for (const [key, { until }] of cache) if (until <= now) cache.delete(key);
    const isOurs = (serverId: string) => clientIds.includes(latest.clientOf(serverId) ?? '');
    const isMissing = (serverId: string) => !cache.has(`${span} ${serverId}`);
    const ours = query.serverIds.filter(isOurs);
    const missing = ours.filter(isMissing);
    for (const serverIds of chunk(missing, SERVERS_PER_READ)) {
      const lines = await readLines(store, { ...query, serverIds });
      for (const [serverId, line] of lines) cache.set(`${span} ${serverId}`, { until: now + FRESH_MS, line });
    }
    const unknown = lineOf(pointsOf([]), from, to);
    return new Map(
      query.serverIds.map((id) => [id, (isOurs(id) && cache.get(`${span} ${id}`)?.line) || unknown]),
    );
  };
}
