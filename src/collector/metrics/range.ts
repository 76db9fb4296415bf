import { AppError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { decodeBlock } from './block.ts';
import { answeredUnit, describe, splitName } from './catalogue.ts';
import type { Column } from './columns.ts';
import { filterTimes, floorTo, mergePoints, type Points, pointsOf } from './points.ts';
import { rates } from './rates.ts';
import { chooseResolution, coarser, DAY_MS, HOUR_MS, TIERS } from './resolution.ts';
import { AVERAGE, MAXIMUM, MINIMUM, replaceBuckets, rollUp } from './roll-up.ts';
import type { Range, Resolution, Series } from './schema.ts';
import { type Block, rowsOf, type Store } from './store.ts';
import type { RangeQuery } from './types.ts';

/** The most an answer may hold: times × series. */
const MAX_POINTS = 100_000;
/** How far before the range a counter's earlier value is looked for. */
const LEAD_MS = HOUR_MS / 4;

interface Wanted {
  query: RangeQuery;
  /** Whether the query asks for a series. */
  wants: (name: string) => boolean;
}

function selector(metrics: readonly string[] | undefined): (name: string) => boolean {
  if (!metrics) return (name) => describe(name).core && splitName(name).subject === null;
  const asked = new Set(metrics);
  return (name) => asked.has(name) || asked.has(splitName(name).metric);
}

async function blocksOf(store: Store, { query }: Wanted, resolution: Resolution, from: number, to: number) {
  const { seconds, blockMs } = TIERS[resolution];
  const serverIds = [query.serverId];
  const blocks = await store.blocks({ ...query, serverIds, seconds, from: floorTo(from, blockMs), to });
  return blocks.filter((block) => block.lastAt >= from);
}

function decode(blocks: Block[], { wants }: Wanted, resolution: Resolution): Points[] {
  const { width } = TIERS[resolution];
  return blocks.map(({ body, names }) => decodeBlock(body, names, width, wants));
}

/** Rows not yet sealed, the asked series alone. */
async function rowPoints(store: Store, { query, wants }: Wanted, from: number, to: number): Promise<Points> {
  const groups = await store.rows({ ...query, serverIds: [query.serverId], from, to });
  const points = pointsOf(groups.flatMap(rowsOf));
  const kept = points.names.map((name, i) => (wants(name) ? i : -1)).filter((i) => i >= 0);
  return {
    ...points,
    names: kept.map((i) => points.names[i] ?? ''),
    columns: kept.map((i) => points.columns[i] ?? []),
  };
}

/** Refuses early: blocks that lie within the range will all be answered. */
function checkBlocks(blocks: Block[], { query, wants }: Wanted, resolution: Resolution): void {
  const inside = blocks.filter((block) => block.startAt >= query.from && block.lastAt <= query.to);
  const points = inside.reduce((sum, { points, names }) => sum + points * names.filter(wants).length, 0);
  checkSize(points, resolution);
}

function checkSize(points: number, resolution: Resolution): void {
  if (points <= MAX_POINTS) return;
  const next = coarser(resolution);
  const remedy = next ? `Ask for resolution "${next}"` : 'Ask for fewer metrics or a shorter range';
  throw new AppError('invalid', `More than 100,000 points at resolution "${resolution}". ${remedy}.`, {
    field: 'resolution',
    details: { points, limit: MAX_POINTS },
    remediation: [remedy],
  });
}

async function rawPoints(store: Store, wanted: Wanted): Promise<Points> {
  const { from, to } = wanted.query;
  const blocks = await blocksOf(store, wanted, 'raw', from - LEAD_MS, to);
  checkBlocks(blocks, wanted, 'raw');
  const rows = await rowPoints(store, wanted, from - LEAD_MS, to);
  const points = mergePoints([...decode(blocks, wanted, 'raw'), rows], TIERS.raw.width);
  const columns = points.columns.map((column, i) => {
    const metric = describe(points.names[i] ?? '');
    return metric.kind === 'counter' ? rounded(rates(points.times, column), metric.decimals) : column;
  });
  return filterTimes({ ...points, columns }, (time) => time >= from && time <= to);
}

function rounded(values: Column, decimals: number): Column {
  const scale = 10 ** decimals;
  return values.map((value) => (value === null ? null : Math.round(value * scale) / scale));
}

/** Days with rows that are not sealed yet, rolled up as the seal will do it: from block and rows. */
async function freshBuckets(store: Store, wanted: Wanted, resolution: Resolution): Promise<Points> {
  const from = floorTo(wanted.query.from, DAY_MS);
  const to = floorTo(wanted.query.to, DAY_MS) + DAY_MS - 1;
  const rows = await rowPoints(store, wanted, from, to);
  const days = [...new Set(rows.times.map((time) => floorTo(time, DAY_MS)))];
  const ofDay = (day: number) => blocksOf(store, wanted, 'raw', day, day);
  const blocks = (await Promise.all(days.map(ofDay))).flat();
  const raw = mergePoints([...decode(blocks, wanted, 'raw'), rows], TIERS.raw.width);
  return rollUp(raw, TIERS[resolution].seconds);
}

async function rolledUpPoints(store: Store, wanted: Wanted, resolution: Resolution): Promise<Points> {
  const { seconds, width } = TIERS[resolution];
  const from = floorTo(wanted.query.from, seconds * 1000);
  const { to } = wanted.query;
  const blocks = await blocksOf(store, wanted, resolution, from, to);
  checkBlocks(blocks, wanted, resolution);
  const stored = mergePoints(decode(blocks, wanted, resolution), width);
  const points = replaceBuckets(await freshBuckets(store, wanted, resolution), stored);
  return filterTimes(points, (time) => time >= from && time <= to);
}

function seriesOf(points: Points): Series[] {
  return points.names.map((name, i) => {
    const column = (k: number) => points.columns[i * points.width + k] ?? [];
    const metric = { name, ...splitName(name), unit: answeredUnit(describe(name)) };
    if (points.width === TIERS.raw.width) return { ...metric, values: column(0) };
    return { ...metric, values: column(AVERAGE), min: column(MINIMUM), max: column(MAXIMUM) };
  });
}

/** Series of one server over a range; see `Metrics.range`. */
export async function readRange(
  store: Store,
  settings: Settings,
  query: RangeQuery,
  now: number,
): Promise<Range> {
  const chosen = query.resolution ?? chooseResolution(query.from, query.to, now, settings);
  const wanted = { query, wants: selector(query.metrics) };
  try {
    const points = await (chosen === 'raw'
      ? rawPoints(store, wanted)
      : rolledUpPoints(store, wanted, chosen));
    checkSize(points.times.length * points.names.length, chosen);
    return {
      server_id: query.serverId,
      from: new Date(query.from).toISOString(),
      to: new Date(query.to).toISOString(),
      resolution: chosen,
      times: points.times.map((time) => new Date(time).toISOString()),
      series: seriesOf(points),
    };
  } catch (error) {
    const next = query.resolution ? null : coarser(chosen);
    if (!next || !(error instanceof AppError)) throw error;
    return readRange(store, settings, { ...query, resolution: next }, now);
  }
}
