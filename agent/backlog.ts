/** 24 h at one heartbeat a minute. */
const MAX_HEARTBEATS = 1_440;
/** The hub takes 16 MB in one request. */
const MAX_BATCH_BYTES = 8_000_000;

/** Heartbeats that wait for the hub, oldest first, kept as JSON: a third of what the objects would take. */
export interface Backlog {
  readonly size: number;
  /** Adds one; beyond the limit the oldest is given up. Returns whether that happened. */
  add: (json: string) => boolean;
  /** The oldest ones, at most so many and never more than one request may hold; they stay in. */
  oldest: (limit: number) => string[];
  /** Forgets the oldest ones, after they were delivered or refused. */
  drop: (count: number) => void;
}

export function createBacklog(maxHeartbeats = MAX_HEARTBEATS, maxBatchBytes = MAX_BATCH_BYTES): Backlog {
  const waiting: string[] = [];
  return {
    get size() {
      return waiting.length;
    },
    add: (json) => {
      waiting.push(json);
      if (waiting.length <= maxHeartbeats) return false;
      waiting.shift();
      return true;
    },
    oldest: (limit) => {
      let bytes = 0;
      const fits = waiting.slice(0, limit).findIndex((json, index) => {
        bytes += json.length;
        return index > 0 && bytes > maxBatchBytes;
      });
      return waiting.slice(0, fits === -1 ? limit : fits);
    },
    drop: (count) => {
      waiting.splice(0, count);
    },
  };
}
