import { chance } from './random.ts';

const HOUR_MS = 3_600_000;
export const BIN_MS = HOUR_MS / 4;
const BINS_PER_DAY = 96;
/** Whole weeks; afterwards the bins come again, but never with the same noise. */
const DAYS = 28;
export const BINS = DAYS * BINS_PER_DAY;

/** How busy a role is over a day, as shares of what its machine can do. */
export interface Rhythm {
  /** Outside all spans. */
  rest: number;
  /** Local hours from–to and how busy; of several the busiest counts. */
  spans: readonly (readonly [from: number, to: number, level: number])[];
  /** Factor on Saturdays and Sundays. */
  weekend: number;
  /** Short jobs on top, while a span lasts: how likely in a quarter of an hour, and how busy. */
  bursts?: { chance: number; level: number };
}

export const RHYTHMS = {
  files: {
    rest: 0.05,
    spans: [
      [8, 18, 0.16],
      [18, 23, 0.3],
    ],
    weekend: 1.3,
  },
  backup: { rest: 0.03, spans: [[2, 4.5, 0.9]], weekend: 1 },
  media: {
    rest: 0.06,
    spans: [
      [3, 4.5, 0.25],
      [12, 18, 0.2],
      [18, 23.5, 0.7],
    ],
    weekend: 1.25,
  },
  cloud: { rest: 0.08, spans: [[7, 22, 0.25]], weekend: 0.8, bursts: { chance: 0.06, level: 0.4 } },
  web: {
    rest: 0.1,
    spans: [
      [8, 18, 0.5],
      [18, 22, 0.3],
    ],
    weekend: 0.6,
  },
  home: {
    rest: 0.14,
    spans: [
      [6, 9, 0.28],
      [17, 23, 0.3],
    ],
    weekend: 1.1,
  },
  ai: { rest: 0.02, spans: [[9, 24, 0.06]], weekend: 0.9, bursts: { chance: 0.2, level: 0.9 } },
  dns: { rest: 0.1, spans: [[7, 23, 0.24]], weekend: 1.15 },
  office: {
    rest: 0.05,
    spans: [
      [8, 18, 0.42],
      [22, 23.5, 0.65],
    ],
    weekend: 0.3,
  },
} satisfies Record<string, Rhythm>;

export type Role = keyof typeof RHYTHMS;

/** Day 0 of the calendar was a Thursday. */
const isWeekend = (day: number) => [0, 6].includes((day + 4) % 7);

function levelOf(rhythm: Rhythm, seed: number, bin: number): number {
  const hour = (bin % BINS_PER_DAY) / 4;
  const levels = rhythm.spans.filter(([from, to]) => hour >= from && hour < to).map(([, , level]) => level);
  const base = Math.max(rhythm.rest, ...levels) * (0.8 + 0.4 * chance(seed, bin));
  const { bursts } = rhythm;
  const isBurst = bursts !== undefined && levels.length > 0 && chance(seed, bin + BINS) < bursts.chance;
  const factor = isWeekend(Math.floor(bin / BINS_PER_DAY)) ? rhythm.weekend : 1;
  return Math.min(0.95, base * factor + (isBurst ? bursts.level : 0));
}

/** How busy each quarter of an hour of four weeks is, in (0, 0.95]; bin 0 begins with local day 0 of the calendar. */
export function binsOf(rhythm: Rhythm, seed: number): number[] {
  return Array.from({ length: BINS }, (_, bin) => levelOf(rhythm, seed, bin));
}
