import type { Clock } from './clock.ts';
import { type DeliverOptions, type Delivery, deliver } from './deliver.ts';
import type { Log } from './log.ts';
import type { Instructions } from './reply.ts';
import { pauseAfter, phaseOf, untilNextHeartbeat } from './schedule.ts';
import { type TakeOptions, take } from './take.ts';

export interface ReportOptions extends TakeOptions, Omit<DeliverOptions, 'isInterrupted'> {
  serverId: string;
  intervalSeconds: number;
  /** Expected until the hub names others. */
  services: readonly string[];
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
  isRetired: boolean;
}

function planNext(state: State, { clock, serverId }: ReportOptions): void {
  const wait = untilNextHeartbeat(clock.now(), state.intervalMs, phaseOf(serverId));
  state.nextHeartbeatMs = clock.elapsedMs() + wait;
}

function changeInterval(state: State, intervalMs: number, options: ReportOptions): void {
  if (intervalMs === state.intervalMs) return;
  state.intervalMs = intervalMs;
  planNext(state, options);
}

function follow(state: State, instructions: Instructions | null, options: ReportOptions): void {
  if (!instructions) return;
  const { log } = options;
  const { intervalSeconds, expectedServices, pendingCommands } = instructions;
  if (intervalSeconds) changeInterval(state, intervalSeconds * 1000, options);
  if (expectedServices) state.services = expectedServices;
  if (pendingCommands > 0) log(`The hub sent ${pendingCommands} command(s); this agent executes none`);
}

/** A long outage is one line in the log, not one a minute. */
function logFailure(state: State, reason: string, log: Log): void {
  if (reason !== state.lastReason) log(`The hub is not reached, reports are kept: ${reason}`);
  state.lastReason = reason;
}

function settle(state: State, delivery: Delivery, options: ReportOptions, waiting: number): void {
  const { backlog, clock, log } = options;
  if (delivery.outcome === 'retired') {
    log(`The hub has retired this server and wants no more reports; the agent ends: ${delivery.reason}`);
    backlog.clear();
    state.isRetired = true;
    return;
  }
  if (delivery.outcome === 'later') {
    state.failures += 1;
    logFailure(state, delivery.reason, log);
    const pause = pauseAfter(state.failures, state.intervalMs, delivery.retryAfterSeconds, clock.random());
    state.nextTryMs = clock.elapsedMs() + pause;
    return;
  }
  if (state.failures > 0) log(`The hub is reached again; ${waiting} report(s) waited`);
  follow(state, delivery.instructions, options);
  Object.assign(state, { failures: 0, lastReason: '' });
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
    isRetired: false,
  };
}

async function takeIfDue(state: State, options: ReportOptions): Promise<void> {
  if (options.clock.elapsedMs() < state.nextHeartbeatMs) return;
  await take(options, state.services);
  planNext(state, options);
}

async function deliverIfDue(state: State, options: ReportOptions): Promise<void> {
  const { backlog, clock, signal } = options;
  if (signal.aborted || backlog.size === 0 || clock.elapsedMs() < state.nextTryMs) return;
  const waiting = backlog.size;
  // A backlog over a slow link takes its time, and heartbeats go on being taken.
  const isInterrupted = () => signal.aborted || clock.elapsedMs() >= state.nextHeartbeatMs;
  const delivery = await deliver({ ...options, isInterrupted });
  // Told to stop in the middle of a request: that is no failure of the hub.
  if (!signal.aborted || delivery.outcome === 'retired') settle(state, delivery, options, waiting);
}

/**
 * Reports until `signal` fires or the hub retires this server. Heartbeats are taken at the interval whether
 * the hub answers or not; while it does not, they are kept and tried again with growing pauses. What is not
 * delivered in the end is kept for the next start.
 */
export async function report(options: ReportOptions): Promise<void> {
  const { backlog, clock, signal } = options;
  const state = begin(options);
  while (!signal.aborted && !state.isRetired) {
    await takeIfDue(state, options);
    await deliverIfDue(state, options);
    backlog.keep();
    const wake = backlog.size > 0 ? Math.min(state.nextHeartbeatMs, state.nextTryMs) : state.nextHeartbeatMs;
    if (!state.isRetired) await clock.sleep(Math.max(0, wake - clock.elapsedMs()), signal);
  }
}
