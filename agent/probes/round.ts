/** Rounds half up to so many decimals; more digits would only cost bytes on the way and on the hub's disk. */
export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}

/** A share of a whole in percent with one decimal, 0 to 100; null when there is no whole. */
export function percent(part: number, whole: number): number | null {
  if (!(whole > 0)) return null;
  return round(Math.min(100, Math.max(0, (part / whole) * 100)), 1);
}

/** Bytes to GB (10⁹ bytes) with three decimals. */
export function toGb(bytes: number): number {
  return round(bytes / 1e9, 3);
}

/** Bytes to MB (10⁶ bytes) with one decimal. */
export function toMb(bytes: number): number {
  return round(bytes / 1e6, 1);
}
