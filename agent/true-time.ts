/** Further from the hub's time than this, the machine's own clock is not believed. */
export const MAX_OFF_MS = 60_000;

/** A moment that only counts from the start of the machine. */
export interface Uptime {
  bootId: string;
  uptimeMs: number;
}

/**
 * When something happened, in milliseconds since 1970: as the machine's clock said then, unless the hub's time
 * says otherwise.
 * @param wallMs what the machine's clock said, milliseconds since 1970
 * @param uptimeMs milliseconds since the machine started
 * @param bootAtMs when the machine started by the hub's time, milliseconds since 1970
 */
export function trueTime(wallMs: number, uptimeMs: number, bootAtMs: number): number {
  const byHubMs = bootAtMs + uptimeMs;
  return Math.abs(byHubMs - wallMs) <= MAX_OFF_MS ? wallMs : Math.round(byHubMs);
}
