import type { Statement } from '../../../db/open.ts';
import { decodeBlock, encodeBlock } from './block.ts';
import { layoutOf } from './layout.ts';
import { floorTo, mergePoints, noPoints, type Points, pointsOf, type Row, splitBySpan } from './points.ts';
import { DAY_MS, ROLL_UPS, TIERS, type Tier } from './resolution.ts';
import { replaceBuckets, rollUp } from './roll-up.ts';
import { type Block, insertLayout, type Store, upsertBlock } from './store.ts';

/** A server whose rows are being sealed. */
export interface Sealing {
  clientId: string;
  serverId: string;
  rows: readonly Row[];
}

type Place = readonly [seconds: number, startAt: number];
const key = (seconds: number, startAt: number) => `${seconds} ${startAt}`;

/** Where the samples of these days lie, at every resolution. */
function placesOf(days: readonly number[]): Place[] {
  const places = Object.values(TIERS).flatMap(({ seconds, blockMs }) =>
    days.map((day): Place => [seconds, floorTo(day, blockMs)]),
  );
  return [...new Map(places.map((place) => [key(...place), place])).values()];
}

function tierOf(seconds: number): Tier {
  return Object.values(TIERS).find((tier) => tier.seconds === seconds) ?? TIERS.raw;
}

/** The new points of every block that `raw`, whole days of samples, reaches. */
function mergeAll(raw: Points, stored: Map<string, Points>): { place: Place; points: Points }[] {
  const before = ({ seconds, width }: Tier, start: number) =>
    stored.get(key(seconds, start)) ?? noPoints(width);
  const rolledUp = ROLL_UPS.map((resolution) => TIERS[resolution]).flatMap((tier) => {
    const days = [...splitBySpan(raw, DAY_MS).values()].map((day) => rollUp(day, tier.seconds));
    const spans = splitBySpan(mergePoints(days, tier.width), tier.blockMs);
    return [...spans].map(([start, fresh]) => ({
      place: [tier.seconds, start] as const,
      points: replaceBuckets(fresh, before(tier, start)),
    }));
  });
  const days = [...splitBySpan(raw, TIERS.raw.blockMs)].map(([start, points]) => ({
    place: [TIERS.raw.seconds, start] as const,
    points,
  }));
  return [...days, ...rolledUp];
}

function blockStatements(
  { clientId, serverId }: Sealing,
  [seconds, startAt]: Place,
  points: Points,
): Statement[] {
  const layout = layoutOf(clientId, serverId, points.names);
  const { names, times } = points;
  const size = { lastAt: times.at(-1) ?? startAt, points: times.length };
  const block: Block = { clientId, serverId, seconds, startAt, ...size, names, body: encodeBlock(points) };
  return [insertLayout(layout), upsertBlock(block, layout)];
}

/**
 * The statements that put rows of one server into its day blocks and roll-ups. Repeating it changes
 * nothing: a time that a block already knows keeps its values.
 */
export async function mergeServer(store: Store, server: Sealing): Promise<Statement[]> {
  const rows = pointsOf(server.rows);
  const days = [...new Set(rows.times.map((time) => floorTo(time, DAY_MS)))];
  const stored = new Map<string, Points>();
  for (const block of await store.blocksAt(server.serverId, placesOf(days))) {
    const { width } = tierOf(block.seconds);
    stored.set(key(block.seconds, block.startAt), decodeBlock(block.body, block.names, width));
  }
  const before = days.flatMap((day) => stored.get(key(TIERS.raw.seconds, day)) ?? []);
  const raw = mergePoints([...before, rows], TIERS.raw.width);
  return mergeAll(raw, stored).flatMap(({ place, points }) => blockStatements(server, place, points));
}
