/** How much may come: `perSecond` for good, `burst` at once after a quiet time. */
export interface RateLimit {
  perSecond: number;
  burst: number;
}

/**
 * A bucket of tokens that fills by the clock, told by the one number that decides: when it is full again, in ms.
 * Absent: full.
 */
export type FullAt = number | undefined;

/**
 * Takes a token out of a bucket (generic cell rate algorithm, ITU-T I.371).
 * @returns when the bucket is full again, and how many ms to wait for the token, 0 when it was there
 */
export function takeToken(fullAt: FullAt, { perSecond, burst }: RateLimit, now: number) {
  const msPerToken = 1000 / perSecond;
  // A clock that was set back must not lock anybody out for longer than an empty bucket does.
  const since = Math.min(Math.max(fullAt ?? now, now), now + burst * msPerToken);
  const waitMs = since + msPerToken - (now + burst * msPerToken);
  return waitMs > 0 ? { fullAt: since, waitMs } : { fullAt: since + msPerToken, waitMs: 0 };
}

/** One limit for many. */
export interface Limiter {
  /** Takes a token of `key`; answers how many whole seconds to wait, 0 when it was there. */
  take: (key: string, now: number) => number;
  /** How many buckets it holds. */
  size: () => number;
}

const MOST_BUCKETS = 20_000;
const SWEEP_MS = 1000;

/** Buckets in memory. Full ones are dropped when there are too many; if none is full, the oldest goes. */
export function openLimiter(limit: RateLimit, mostBuckets = MOST_BUCKETS): Limiter {
  const buckets = new Map<string, number>();
  let sweptAt = Number.NEGATIVE_INFINITY;

  function makeRoom(now: number): void {
    if (Math.abs(now - sweptAt) >= SWEEP_MS) {
      sweptAt = now;
      for (const [key, fullAt] of buckets) if (fullAt <= now) buckets.delete(key);
    }
    if (buckets.size < mostBuckets) return;
    const [oldest] = buckets.keys();
    if (oldest !== undefined) buckets.delete(oldest);
  }

  return {
    size: () => buckets.size,
    take: (key, now) => {
      const known = buckets.get(key);
      if (known === undefined && buckets.size >= mostBuckets) makeRoom(now);
      const { fullAt, waitMs } = takeToken(known, limit, now);
      buckets.set(key, fullAt);
      return Math.ceil(waitMs / 1000);
    },
  };
}

/** Groups of an IPv6 address that name a network; the rest, one household can choose as it likes. */
const NETWORK_GROUPS = 4;

/** Whom an address stands for: itself, or the /64 network of an IPv6 address (RFC 4291 §2.5.4). */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::', 2);
  const groups = head === '' ? [] : head.split(':');
  const told = tail === undefined || tail === '' ? 0 : tail.split(':').length;
  const zeros = tail === undefined ? 0 : Math.max(0, NETWORK_GROUPS * 2 - groups.length - told);
  const filled = [...groups, ...Array<string>(zeros).fill('0'), ...(tail ? tail.split(':') : [])];
  return `${filled.slice(0, NETWORK_GROUPS).join(':')}::/64`;
}
