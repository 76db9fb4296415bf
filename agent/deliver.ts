import type { Backlog } from './backlog.ts';
import type { HubClock } from './hub-clock.ts';
import type { Log } from './log.ts';
import { type Instructions, readInstructions } from './reply.ts';
import type { SendResult } from './send.ts';

/** As many as the hub commits at once. */
const MAX_BATCH = 200;
/** When the hub refuses everything, a full backlog must not become a thousand requests at once. */
const MAX_REFUSALS = 10;
const NO_HUB = 'what answers there is not a Porchlight hub';

/** Posts to one of the hub's two doors for heartbeats. */
export type Post = (path: string, body: string) => Promise<SendResult>;

export type Delivery =
  /** Nothing waits any more, or there is something else to do first. */
  | { outcome: 'delivered'; instructions: Instructions | null }
  | { outcome: 'later'; reason: string; retryAfterSeconds: number }
  /** The hub has retired this server: nothing more to report. */
  | { outcome: 'retired'; reason: string };

export interface DeliverOptions {
  backlog: Backlog;
  hubClock: HubClock;
  post: Post;
  /** Asks the hub for its time, which is in the result. */
  askTime: () => Promise<SendResult>;
  log: Log;
  /** Asked between two requests: whether the rest has to wait for something that is due. */
  isInterrupted?: () => boolean;
}

interface Progress {
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
  return { ok: false, retry: true, status: null, reason: NO_HUB };
}

/** Every answer tells the time, refusals too. */
function learnTime({ backlog, hubClock }: DeliverOptions, { hubTimeMs }: SendResult): void {
  if (hubTimeMs === undefined) return;
  hubClock.learn(hubTimeMs);
  if (hubClock.bootAtMs !== null) backlog.date(hubClock.bootId, hubClock.bootAtMs);
}

/** The delivery that this answer ends; null when it goes on. */
function endOf(result: SendResult, refusals: number): Delivery | null {
  if (result.ok) return null;
  const { status, reason, retry, retryAfterSeconds = 0 } = result;
  if (status === 410) return { outcome: 'retired', reason };
  return retry || refusals >= MAX_REFUSALS ? { outcome: 'later', reason, retryAfterSeconds } : null;
}

/**
 * Before the first heartbeat goes out the agent must know the hub's time: one with a wrong date would be stored
 * with it. A hub that refuses to tell gets them as they are.
 */
async function findTime(options: DeliverOptions): Promise<Delivery | null> {
  if (options.hubClock.bootAtMs !== null) return null;
  const asked = await options.askTime();
  learnTime(options, asked);
  return endOf(asked, 0);
}

/** Whether an answer told the time, so that what was refused has another date now. */
function isDatedAnew({ backlog }: DeliverOptions, batch: string[]): boolean {
  return backlog.oldest(batch.length).join() !== batch.join();
}

/** Halves a refused request; what is refused alone is dropped. */
function narrow(options: DeliverOptions, progress: Progress, batch: string[], reason: string): void {
  if (isDatedAnew(options, batch)) return;
  progress.batchSize = Math.max(1, Math.floor(batch.length / 2));
  if (batch.length > 1) return;
  options.backlog.drop(1);
  progress.refusals += 1;
  options.log(`The hub refused a heartbeat, which is dropped: ${reason}`);
}

function advance({ backlog }: DeliverOptions, progress: Progress, count: number): void {
  backlog.drop(count);
  progress.batchSize = Math.min(MAX_BATCH, progress.batchSize * 2);
  progress.refusals = 0;
}

/**
 * Delivers what waits, oldest first. A refused request is halved until the heartbeat at fault is alone; that one
 * is dropped with a log line, so that it does not hold up the rest.
 */
export async function deliver(options: DeliverOptions): Promise<Delivery> {
  const { backlog, post, isInterrupted = () => false } = options;
  const progress: Progress = { batchSize: MAX_BATCH, refusals: 0 };
  let instructions: Instructions | null = null;
  let end = await findTime(options);
  while (!end && backlog.size > 0 && !isInterrupted()) {
    const batch = backlog.oldest(progress.batchSize);
    if (batch.length === 0) continue;
    const result = checkReply(await postBatch(post, batch));
    learnTime(options, result);
    end = endOf(result, progress.refusals);
    if (result.ok) {
      advance(options, progress, batch.length);
      instructions = result.instructions ?? instructions;
    } else if (!end) narrow(options, progress, batch, result.reason);
  }
  return end ?? { outcome: 'delivered', instructions };
}
