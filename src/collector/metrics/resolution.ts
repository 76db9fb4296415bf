import type { Settings } from '../settings.ts';
import { RESOLUTIONS, type Resolution } from './schema.ts';

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** How samples are kept at one resolution. */
export interface Tier {
  /** Bucket length; 0: samples as sent. */
  seconds: number;
  /** Span of one block, a multiple of a day. */
  blockMs: number;
  /** Columns per series: the sample, or average, minimum, maximum and count. */
  width: number;
  /** Longest range for which this tier is chosen unasked. */
  rangeMs: number;
  retentionMs: (settings: Settings) => number;
}

/** Day blocks where series are dense; a 6 h block of one day would be four points in 200 bytes of overhead. */
export const TIERS: Record<Resolution, Tier> = {
  raw: {
    seconds: 0,
    blockMs: DAY_MS,
    width: 1,
    rangeMs: 48 * HOUR_MS,
    retentionMs: (settings) => settings.retention_raw_days * DAY_MS,
  },
  '15m': {
    seconds: 900,
    blockMs: DAY_MS,
    width: 4,
    rangeMs: 60 * DAY_MS,
    retentionMs: (settings) => settings.retention_15m_days * DAY_MS,
  },
  '6h': {
    seconds: 21_600,
    blockMs: 32 * DAY_MS,
    width: 4,
    rangeMs: Number.POSITIVE_INFINITY,
    retentionMs: (settings) => settings.retention_6h_days * DAY_MS,
  },
};

export const ROLL_UPS = ['15m', '6h'] as const satisfies Resolution[];

/** The next coarser resolution, or null at the coarsest. */
export function coarser(resolution: Resolution): Resolution | null {
  return RESOLUTIONS[RESOLUTIONS.indexOf(resolution) + 1] ?? null;
}

/** The finest resolution meant for a range of this length whose retention reaches back to `from`. */
export function chooseResolution(from: number, to: number, now: number, settings: Settings): Resolution {
  const fits = (resolution: Resolution) => {
    const tier = TIERS[resolution];
    return to - from <= tier.rangeMs && from >= now - tier.retentionMs(settings);
  };
  return RESOLUTIONS.find(fits) ?? '6h';
}
