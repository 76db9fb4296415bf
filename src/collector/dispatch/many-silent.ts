/** One server as the network shows it. */
export interface Heard {
  reportedBy: 'agent' | 'webhook';
  lastSeenAt: number | null;
}

/** How often agents report, and how long silence is normal. */
export interface Rhythm {
  intervalSeconds: number;
  offlineSeconds: number;
}

const AT_LEAST = 3;
const SHARE = 0.5;
/** One report and a half are missing. */
const INTERVALS = 1.5;
/** A server that has been silent for longer is off, and says nothing of the network. */
const LATELY_MS = 15 * 60_000;
/** The job that looks for silence comes every 15 s, and needs a moment. */
const LOOK_MS = 20_000;

/**
 * When many servers have fallen silent at about the same time: at least three, and half of those that reported lately.
 * Then it is mostly the network, and one message for all says more than one for each. Servers report at different
 * seconds, so they are missed one after the other, though they fell silent together.
 * @returns when the last of them will have been missed, in ms; null when they are not many
 */
export function allMissedAt(
  servers: readonly Heard[],
  { intervalSeconds, offlineSeconds }: Rhythm,
  now: number,
): number | null {
  const lately = servers.flatMap(({ reportedBy, lastSeenAt }) =>
    reportedBy === 'agent' && lastSeenAt !== null && now - lastSeenAt < LATELY_MS ? [lastSeenAt] : [],
  );
  const silent = lately.filter((at) => now - at > INTERVALS * intervalSeconds * 1000);
  if (silent.length < AT_LEAST || silent.length < SHARE * lately.length) return null;
  return silent.reduce((a, b) => Math.max(a, b)) + offlineSeconds * 1000 + LOOK_MS;
}
