import type { Level, ServerCard } from '../collector/api/schema/views.ts';

/** State is always shape and word and colour; a reader who misses one has the others. */
export type Shape = 'circle' | 'triangle' | 'diamond' | 'square' | 'ring';

export interface StateMark {
  shape: Shape;
  word: string;
  /** The colour token, `ok` for `--ok`. */
  level: Level;
}

const SHAPES: Record<Level, Shape> = {
  ok: 'circle',
  low: 'triangle',
  medium: 'triangle',
  high: 'diamond',
  critical: 'square',
  unknown: 'ring',
};

const WORDS: Record<Level, string> = {
  ok: 'Working',
  low: 'Needs a look',
  medium: 'Needs a look',
  high: 'Serious',
  critical: 'Broken',
  unknown: 'Not known',
};

export const shapeOf = (level: Level): Shape => SHAPES[level];

export const wordOf = (level: Level): string => WORDS[level];

export function markOf(level: Level): StateMark {
  return { shape: SHAPES[level], word: WORDS[level], level };
}

/** A server's mark: one that is silent says so rather than "Broken". */
export function serverMark(server: Pick<ServerCard, 'state' | 'level' | 'last_seen'>): StateMark {
  const mark = markOf(server.level);
  if (server.state === 'offline') return { ...mark, word: 'Offline' };
  if (server.state === 'online') return mark;
  const unknown = markOf('unknown');
  return server.last_seen === null ? { ...unknown, word: 'Waiting' } : unknown;
}

const SERVICE_LEVELS = { running: 'ok', stopped: 'high', failed: 'critical', unknown: 'unknown' } as const;
const SERVICE_WORDS = { running: 'Running', stopped: 'Stopped', failed: 'Failed', unknown: 'Not known' };

/** A service's mark; one that is not critical only needs a look when it is down. */
export function serviceMark(status: keyof typeof SERVICE_LEVELS, critical: boolean): StateMark {
  const isDown = status === 'stopped' || status === 'failed';
  const level = isDown && !critical ? 'medium' : SERVICE_LEVELS[status];
  return { ...markOf(level), word: SERVICE_WORDS[status] };
}

/** The mark of something that a silent server said last: nobody knows whether it still holds. */
export function lastKnown(mark: StateMark): StateMark {
  return { ...markOf('unknown'), word: `Was ${mark.word.toLowerCase()}` };
}

/** The one order of levels. What nobody knows may be broken, so it comes right after what is. */
const WORST_FIRST: readonly Level[] = ['critical', 'unknown', 'high', 'medium', 'low', 'ok'];

interface Levelled {
  level: Level;
}

/** Compares by level, the worst first. */
export function byLevel(a: Levelled, b: Levelled): number {
  return WORST_FIRST.indexOf(a.level) - WORST_FIRST.indexOf(b.level);
}

/** The worst first, then by name. */
export function worstFirst<T extends Levelled & Pick<ServerCard, 'display_name'>>(
  servers: readonly T[],
): T[] {
  return [...servers].sort((a, b) => byLevel(a, b) || a.display_name.localeCompare(b.display_name));
}

/** The level of many things together: that of the worst; of nothing, nothing is known. */
export function worstLevel(things: readonly Levelled[]): Level {
  return WORST_FIRST.find((level) => things.some((thing) => thing.level === level)) ?? 'unknown';
}

/** The light of the lamp: warm while all is well, amber for a look, red for broken, none for unknown. */
export type Light = 'warm' | 'amber' | 'red' | 'none';

const LIGHTS: Record<Level, Light> = {
  ok: 'warm',
  low: 'amber',
  medium: 'amber',
  high: 'amber',
  critical: 'red',
  unknown: 'none',
};

export const lightOf = (level: Level): Light => LIGHTS[level];
