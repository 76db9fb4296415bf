const MAX_INTERVAL_SECONDS = 3_600;
const MAX_SERVICES = 100;

/** What an agent takes from the hub's answer. */
export interface Instructions {
  intervalSeconds: number | null;
  expectedServices: string[] | null;
  pendingCommands: number;
}

function isRecord(value: unknown): value is Record<string, unknown> {
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
}

/** @returns null when no Porchlight hub can have sent this */
export function readEnrolled(reply: unknown): Enrolled | null {
  if (!isRecord(reply)) return null;
  const { server_id: serverId, api_key: apiKey, interval_seconds: interval } = reply;
  if (typeof serverId !== 'string' || typeof apiKey !== 'string' || !serverId || !apiKey) return null;
  return { serverId, apiKey, intervalSeconds: typeof interval === 'number' ? interval : null };
}

/** The message of the hub's error shape, safe to print; null when there is none. */
export function readErrorMessage(reply: unknown): string | null {
  const error = isRecord(reply) ? reply.error : null;
  const message = isRecord(error) ? error.message : null;
  return typeof message === 'string' ? message.replace(/\p{Cc}+/gu, ' ').slice(0, 200) : null;
}
