const MAX_INTERVAL_SECONDS = 3_600;
const MAX_SERVICES = 100;
/** No hub ran before: one that says so has not set its own clock yet. */
const FIRST_HUB_TIME_MS = Date.parse('2026-01-01T00:00:00Z');

/** What an agent takes from the hub's answer. */
export interface Instructions {
  intervalSeconds: number | null;
  expectedServices: string[] | null;
  pendingCommands: number;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the answer to a heartbeat without believing it.
 * @returns null when no Porchlight hub can have sent this
 */
export function readInstructions(reply: unknown): Instructions | null {
  if (!isRecord(reply) || reply.received !== true) return null;
  const { interval_seconds: interval, expected_services: services, pending_commands: commands } = reply;
  const isUsable = typeof interval === 'number' && interval >= 1 && interval <= MAX_INTERVAL_SECONDS;
  const isName = (value: unknown): value is string => typeof value === 'string';
  return {
    intervalSeconds: isUsable ? interval : null,
    expectedServices: Array.isArray(services) ? services.filter(isName).slice(0, MAX_SERVICES) : null,
    pendingCommands: Array.isArray(commands) ? commands.length : 0,
  };
}

/** What an agent takes from the answer to its enrolment. */
export interface Enrolled {
  serverId: string;
  apiKey: string;
  intervalSeconds: number | null;
  /** Ed25519, the 32 raw bytes as base64url; null from a hub that does not sign yet. */
  hubPublicKey: string | null;
}

/** 32 bytes as base64url. */
const isPublicKey = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]{43}$/.test(value);

/** @returns null when no Porchlight hub can have sent this */
export function readEnrolled(reply: unknown): Enrolled | null {
  if (!isRecord(reply)) return null;
  const { server_id: serverId, api_key: apiKey, interval_seconds: interval } = reply;
  if (typeof serverId !== 'string' || typeof apiKey !== 'string' || !serverId || !apiKey) return null;
  return {
    serverId,
    apiKey,
    intervalSeconds: typeof interval === 'number' ? interval : null,
    hubPublicKey: isPublicKey(reply.hub_public_key) ? reply.hub_public_key : null,
  };
}

/** The message of the hub's error shape, safe to print; null when there is none. */
export function readErrorMessage(reply: unknown): string | null {
  const error = isRecord(reply) ? reply.error : null;
  const message = isRecord(error) ? error.message : null;
  return typeof message === 'string' ? message.replace(/\p{Cc}+/gu, ' ').slice(0, 200) : null;
}

/**
 * The time that the hub says it is, in milliseconds since 1970: in its answer to a heartbeat, to the question for
 * its health, or in its error shape. Null when what answered does not say, or cannot know.
 */
export function readHubTime(reply: unknown): number | null {
  if (!isRecord(reply)) return null;
  const { server_time: serverTime, timestamp, error } = reply;
  const told = serverTime ?? timestamp ?? (isRecord(error) ? error.timestamp : null);
  const timeMs = typeof told === 'string' ? Date.parse(told) : Number.NaN;
  return timeMs >= FIRST_HUB_TIME_MS ? timeMs : null;
}
