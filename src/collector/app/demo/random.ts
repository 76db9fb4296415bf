/** A seed for one series: FNV-1a over a text, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The `n`th number of a seed, in [0, 1): mulberry32 without its state, so that any of them can be asked first. */
export function chance(seed: number, n: number): number {
  let mixed = (seed + Math.imul(n, 0x6d2b79f5)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/**
 * A wandering line in [0, 1): random heights every `stepMs`, straight in between, so that it never rises or falls
 * by more than 1 in `stepMs`.
 */
export function wander(seed: number, at: number, stepMs: number): number {
  const step = Math.floor(at / stepMs);
  const before = chance(seed, step);
  return before + (chance(seed, step + 1) - before) * (at / stepMs - step);
}
