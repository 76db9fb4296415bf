import type { Thresholds } from '../settings.ts';
import type { Presence, ServerRecord, ServerState } from './types.ts';

export function presenceOf(server: ServerState): Presence {
  return (server.states.get('server:')?.state as Presence | undefined) ?? 'unknown';
}

/** How long silence is normal: agents report every minute, workflows push as seldom as somebody set them to. */
export function offlineAfterSeconds(reportedBy: ServerRecord['reportedBy'], thresholds: Thresholds): number {
  return reportedBy === 'agent'
    ? thresholds.server_offline_seconds
    : thresholds.system_offline_warning_minutes * 60;
}

/** Two missed turns of the job that looks for silence every 15 s. */
const MAX_STEP_MS = 45_000;

/**
 * Since when silence counts. When the clock moved by more than the job's own rhythm, or back, the machine slept,
 * stood still or was set right: nobody could be heard, so listening starts anew.
 */
export function listeningSince(before: { since: number; lookedAt: number }, now: number): number {
  const step = now - before.lookedAt;
  return step < 0 || step > MAX_STEP_MS ? now : before.since;
}

export interface SilenceInput {
  lastSeenAt: number | null;
  /** When this hub started to listen: silence before that is the hub's, not the server's. */
  listeningSince: number;
  offlineAfterSeconds: number;
}

/**
 * Whether a server has been silent for longer than allowed, counted from the later of its last contact and
 * the hub's own start. Never seen is not silent: it is unknown.
 * @returns seconds of silence when it is too long, else null
 */
export function tooLongSilent(input: SilenceInput, now: number): number | null {
  if (input.lastSeenAt === null) return null;
  const since = Math.max(input.lastSeenAt, input.listeningSince);
  const silentSeconds = (now - since) / 1000;
  return silentSeconds > input.offlineAfterSeconds ? Math.round(silentSeconds) : null;
}
