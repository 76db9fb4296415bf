import type { Family } from './measures.ts';

/** State words as they are pushed, and as they are kept. */
const KNOWN: Record<Family, Record<string, string>> = {
  pool: {
    ONLINE: 'online',
    DEGRADED: 'degraded',
    FAULTED: 'faulted',
    OFFLINE: 'offline',
    UNAVAIL: 'unavail',
    REMOVED: 'removed',
    SUSPENDED: 'suspended',
  },
  disk: { PASS: 'pass', PASSED: 'pass', OK: 'pass', FAIL: 'fail', FAILED: 'fail' },
  replication: {
    SUCCESS: 'success',
    FINISHED: 'success',
    COMPLETED: 'success',
    RUNNING: 'running',
    FAILED: 'failed',
    ERROR: 'failed',
  },
};

/**
 * The state that a pushed word means; `unknown` for one that means nothing here. A disk's self-test may come as
 * true or false, as smartctl tells it.
 */
export function stateOf(family: Family, word: unknown): string {
  if (family === 'disk' && typeof word === 'boolean') return word ? 'pass' : 'fail';
  const key = typeof word === 'string' ? word.trim().toUpperCase() : '';
  return Object.hasOwn(KNOWN[family], key) ? (KNOWN[family][key] ?? 'unknown') : 'unknown';
}
