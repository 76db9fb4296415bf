import { createBacklog } from './backlog.ts';
import { type Delivery, deliver, type Post } from './deliver.ts';
import type { Log } from './log.ts';
import type { Heartbeat } from './protocol.ts';
import type { Instructions } from './reply.ts';
import { backOff, phaseOf, untilNextHeartbeat } from './schedule.ts';

/** Time as the loop needs it; tests drive it by hand. */
export interface Clock {
  /** Milliseconds since 1970; may jump. */
  now: () => number;
  /** Milliseconds that never jump. */
  elapsedMs: () => number;
  /** Resolves after that time, or as soon as the agent is told to stop. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 to 1. */
  random: () => number;
}

export interface ReportOptions {
  serverId: string;
  intervalSeconds: number;
  /** Expected until the hub names others. */
  services: readonly string[];
  collect: (expectedServices: readonly string[]) => Promise<Heartbeat>;
  post: Post;
  log: Log;
  clock: Clock;
  signal: AbortSignal;
}

interface State {
  intervalMs: number;
  services: readonly string[];
  nextHeartbeatMs: number;
  nextTryMs: number;
  failures: number;
  lastReason: string;
  hasGivenUp: boolean;
  isRetired: boolean;
}

function follow(state: State, instructions: Instructions | null, log: Log): void {
  if (!instructions) return;
  const { intervalSeconds, expectedServices, pendingCommands } = instructions;
  if (intervalSeconds) state.intervalMs = intervalSeconds * 1000;
  if (expectedServices) state.services = expectedServices;
  if (pendingCommands > 0) log(`The hub sent ${pendingCommands} command(s); this agent executes none`);
}

/** A long outage is one line in the log, not one a minute. */
function logFailure(state: State, reason: string, log: Log): void {
  if (reason !== state.lastReason) log(`The hub is not reached, reports are kept: ${reason}`);
  state.lastReason = reason;
}

function settle(state: State, delivery: Delivery, { clock, log }: ReportOptions, waiting: number): void {
  if (delivery.outcome === 'retired') {
    log(`The hub has retired this server and wants no more reports; the agent ends: ${delivery.reason}`);
    state.isRetired = true;
    return;
  }
  if (delivery.outcome === 'later') {
    state.failures += 1;
    logFailure(state, delivery.reason, log);
    const pause = Math.max(
      backOff(state.failures, state.intervalMs, clock.random()),
      delivery.retryAfterSeconds * 1000,
    );
    state.nextTryMs = clock.elapsedMs() + pause;
    return;
  }
  if (state.failures > 0) log(`The hub is reached again; ${waiting} kept report(s) delivered`);
  follow(state, delivery.instructions, log);
  Object.assign(state, { failures: 0, lastReason: '', hasGivenUp: false });
}

function begin({ intervalSeconds, services, clock }: ReportOptions): State {
  const start = clock.elapsedMs();
  return {
    intervalMs: intervalSeconds * 1000,
    services,
    nextHeartbeatMs: start,
    nextTryMs: start,
    failures: 0,
    lastReason: '',
    hasGivenUp: false,
    isRetired: false,
  };
}

/**
 * Reports until `signal` fires or the hub retires this server. Heartbeats are taken at the interval whether
 * the hub answers or not; while it does not, they wait and are tried again with growing pauses.
 */
export async function report(options: ReportOptions): Promise<void> {
  const { serverId, collect, post, log, clock, signal } = options;
  const phase = phaseOf(serverId);
  const backlog = createBacklog();
  const state = begin(options);
  while (!signal.aborted && !state.isRetired) {
    const isHeartbeatDue = clock.elapsedMs() >= state.nextHeartbeatMs;
    if (isHeartbeatDue) {
      const lost = backlog.add(JSON.stringify(await collect(state.services)));
      if (lost && !state.hasGivenUp)
        log('The hub is away for too long: from now on the oldest reports are given up');
      state.hasGivenUp ||= lost;
    }
    if (backlog.size > 0 && clock.elapsedMs() >= state.nextTryMs && !signal.aborted) {
      const waiting = backlog.size;
      settle(state, await deliver(backlog, post, log), options, waiting);
    }
    if (isHeartbeatDue) {
      state.nextHeartbeatMs = clock.elapsedMs() + untilNextHeartbeat(clock.now(), state.intervalMs, phase);
    }
    const wake = backlog.size > 0 ? Math.min(state.nextHeartbeatMs, state.nextTryMs) : state.nextHeartbeatMs;
    if (!state.isRetired) await clock.sleep(Math.max(0, wake - clock.elapsedMs()), signal);
  }
}
