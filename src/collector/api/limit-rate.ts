import type { MiddlewareHandler } from 'hono';
import { networkOf, openLimiter, type RateLimit } from '../auth/index.ts';
import { AppError, type ErrorCode } from '../errors.ts';
import type { ApiEnv } from './parts.ts';
import { BACKLOG_PATH, HEARTBEAT_PATH } from './routes/heartbeats.ts';

/**
 * Carries ten times the 1,000 agents a second that may stand behind one address, and what they kept while the hub was
 * away. A hub takes about 7,000 a second on one core: this stops what has gone wild, not what is merely much.
 */
const REPORTS: RateLimit = { perSecond: 10_000, burst: 60_000 };
/** Above what a household's screens and scripts ask together, below what would slow the hub down for others. */
const REQUESTS: RateLimit = { perSecond: 300, burst: 3000 };
/** One that has gone wild must not use up what all behind a household's or a proxy's address share. */
const REQUESTS_OF_ADDRESS: RateLimit = { perSecond: 1000, burst: 10_000 };
/** Enough for an agent with an old key to be noticed, too little to try keys and tokens. */
const FAILURES: RateLimit = { perSecond: 0.5, burst: 30 };

/**
 * Browsers that ask to be told: a household's or an office's at once, and then a few each hour. A page has room for 5000
 * (subscribe.ts), which one address alone would take two days to use up.
 */
const BROWSERS: RateLimit = { perSecond: 100 / 3600, burst: 30 };

/** What somebody is told who tries a token in vain. */
const TRIED_IN_VAIN = new Set<ErrorCode>(['unauthenticated', 'forbidden', 'not_found', 'gone']);

const isReport = (path: string) => path === HEARTBEAT_PATH || path === BACKLOG_PATH;

function demand(waitSeconds: number): void {
  if (waitSeconds === 0) return;
  throw new AppError('rate_limited', 'Too many requests; wait a moment', { retryAfterSeconds: waitSeconds });
}

/** The buckets of one hub. Every function throws AppError `rate_limited` when there is no token. */
export function openRateLimits() {
  const reports = { actor: openLimiter(REPORTS), address: openLimiter(REPORTS) };
  const requests = { actor: openLimiter(REQUESTS), address: openLimiter(REQUESTS_OF_ADDRESS) };
  const tokens = openLimiter(REQUESTS);
  const failures = openLimiter(FAILURES);
  const browsers = openLimiter(BROWSERS);
  return {
    /** For who is known. */
    admit: (path: string, { peer, actorId }: { peer: string; actorId: string }, now: number): void => {
      const { actor, address } = isReport(path) ? reports : requests;
      demand(actor.take(actorId, now));
      demand(address.take(networkOf(peer), now));
    },
    /** At the doors for tokens, where nobody is known: apart from those who are. */
    admitUnknown: (peer: string, now: number): void => demand(tokens.take(networkOf(peer), now)),
    /** For a visitor's browser that asks to be told. */
    admitBrowser: (peer: string, now: number): void => demand(browsers.take(networkOf(peer), now)),
    /** For a key or token that does not exist: who knows a right one never gets here. */
    countFailure: (peer: string, now: number): void => demand(failures.take(networkOf(peer), now)),
  };
}

export type RateLimits = ReturnType<typeof openRateLimits>;

/** For the doors that take a token in place of a key: limits by address, and counts what was tried in vain. */
export function limitTokens(limits: RateLimits): MiddlewareHandler<ApiEnv> {
  return async function limitTokens(c, next) {
    limits.admitUnknown(c.get('peer'), Date.now());
    await next();
    const isInVain = c.error instanceof AppError && TRIED_IN_VAIN.has(c.error.code);
    if (isInVain) limits.countFailure(c.get('peer'), Date.now());
  };
}
