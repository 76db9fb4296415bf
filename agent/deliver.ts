import type { Backlog } from './backlog.ts';
import type { Log } from './log.ts';
import { type Instructions, readInstructions } from './reply.ts';
import type { SendResult } from './send.ts';

const MAX_BATCH = 500;
/** When the hub refuses everything, a full backlog must not become a thousand requests at once. */
const MAX_REFUSALS = 10;

/** Posts to one of the hub's two doors for heartbeats. */
export type Post = (path: string, body: string) => Promise<SendResult>;

export type Delivery =
  /** Nothing waits any more. */
  | { outcome: 'delivered'; instructions: Instructions | null }
  | { outcome: 'later'; reason: string; retryAfterSeconds: number }
  /** The hub has retired this server: nothing more to report. */
  | { outcome: 'retired'; reason: string };

interface DeliverParts {
  backlog: Backlog;
  post: Post;
  log: Log;
  batchSize: number;
  /** Heartbeats refused since the last that was taken. */
  refusals: number;
}

function postBatch(post: Post, batch: string[]): Promise<SendResult> {
  const [only] = batch;
  if (only !== undefined && batch.length === 1) return post('/api/v1/agents/heartbeat', only);
  return post('/api/v1/agents/heartbeats', `{"heartbeats":[${batch.join(',')}]}`);
}

/** An answer that no hub can have given must not make the agent forget a heartbeat. */
function checkReply(result: SendResult): SendResult & { instructions?: Instructions } {
  if (!result.ok) return result;
  const instructions = readInstructions(result.reply);
  if (instructions) return { ...result, instructions };
  return { ok: false, retry: true, status: null, reason: 'what answers there is not a Porchlight hub' };
}

/**
 * Delivers everything that waits, oldest first. A refused request is halved until the heartbeat at fault is
 * alone; that one is dropped with a log line, so that it does not hold up the rest.
 */
export async function deliver(backlog: Backlog, post: Post, log: Log): Promise<Delivery> {
  const parts: DeliverParts = { backlog, post, log, batchSize: MAX_BATCH, refusals: 0 };
  let instructions: Instructions | null = null;
  while (backlog.size > 0) {
    const batch = backlog.oldest(parts.batchSize);
    const result = checkReply(await postBatch(post, batch));
    if (result.ok) {
      backlog.drop(batch.length);
      instructions = result.instructions ?? instructions;
      Object.assign(parts, { batchSize: Math.min(MAX_BATCH, parts.batchSize * 2), refusals: 0 });
      continue;
    }
    const { reason, retryAfterSeconds = 0 } = result;
    if (result.status === 410) return { outcome: 'retired', reason };
    if (result.retry) return { outcome: 'later', reason, retryAfterSeconds };
    narrow(parts, batch.length, reason);
    if (parts.refusals >= MAX_REFUSALS) return { outcome: 'later', reason, retryAfterSeconds };
  }
  return { outcome: 'delivered', instructions };
}

function narrow(parts: DeliverParts, size: number, reason: string): void {
  parts.batchSize = Math.max(1, Math.floor(size / 2));
  if (size > 1) return;
  parts.backlog.drop(1);
  parts.refusals += 1;
  parts.log(`The hub refused a heartbeat, which is dropped: ${reason}`);
}
