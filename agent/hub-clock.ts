import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import { MAX_OFF_MS, type Uptime } from './true-time.ts';

/** When a heartbeat is taken. */
export interface Stamp {
  /** Milliseconds since 1970. */
  atMs: number;
  /** There while the hub has not told its time: `atMs` is only what this machine's clock says. */
  takenAt?: Uptime;
}

/** This machine's clock, set right by what the hub's answers say. */
export interface HubClock {
  readonly bootId: string;
  /** When this machine started, by the hub's time; null until the hub has told it. */
  readonly bootAtMs: number | null;
  stamp: () => Stamp;
  /** Takes the time of an answer that has just come. */
  learn: (hubTimeMs: number) => void;
}

function inWords(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 120) return `${minutes} min`;
  if (minutes < 2 * 1440) return `${Math.round(minutes / 60)} hours`;
  return `${Math.round(minutes / 1440)} days`;
}

function offLine(offMs: number): string {
  const direction = offMs > 0 ? 'ahead of' : 'behind';
  return (
    `This machine's clock is ${inWords(offMs)} ${direction} the hub's: reports carry the hub's time. ` +
    'Set the clock, for example with systemd-timesyncd'
  );
}

/** Says in the log once that the clock is off, and once that it is right again. */
export function createHubClock(clock: Clock, log: Log): HubClock {
  let bootAtMs: number | null = null;
  let isOff = false;

  function judge(wallMs: number, byHubMs: number): void {
    const offMs = wallMs - byHubMs;
    // A clock that drifts past the limit must not be believed and disbelieved by turns.
    const isNowOff = Math.abs(offMs) > (isOff ? MAX_OFF_MS / 2 : MAX_OFF_MS);
    if (isNowOff === isOff) return;
    isOff = isNowOff;
    log(isOff ? offLine(offMs) : "This machine's clock agrees with the hub's again");
  }

  function stamp(): Stamp {
    const atMs = clock.now();
    const uptimeMs = clock.uptimeMs();
    if (bootAtMs === null) return { atMs, takenAt: { bootId: clock.bootId, uptimeMs } };
    const byHubMs = Math.round(bootAtMs + uptimeMs);
    judge(atMs, byHubMs);
    return { atMs: isOff ? byHubMs : atMs };
  }

  return {
    bootId: clock.bootId,
    get bootAtMs() {
      return bootAtMs;
    },
    stamp,
    learn: (hubTimeMs) => {
      bootAtMs = hubTimeMs - clock.uptimeMs();
      judge(clock.now(), hubTimeMs);
    },
  };
}
