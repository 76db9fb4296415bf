import { isRecord } from './reply.ts';
import { trueTime, type Uptime } from './true-time.ts';

/** A heartbeat that waits for the hub, as JSON: a third of what the object would take. */
export interface Waiting {
  json: string;
  /** There when the heartbeat was taken before the hub had told its time. */
  takenAt?: Uptime;
}

/** To which hub, and as which server, a heartbeat is reported. */
export interface Owner {
  hubUrl: string;
  serverId: string;
}

/** When each start of this machine was by the hub's time: boot id → milliseconds since 1970. */
export type BootTimes = ReadonlyMap<string, number>;

/** With the time at which it really was taken, once that can be known. */
export function settled(waiting: Waiting, bootTimes: BootTimes): Waiting {
  const { json, takenAt } = waiting;
  const bootAtMs = takenAt && bootTimes.get(takenAt.bootId);
  if (!takenAt || bootAtMs === undefined) return waiting;
  const heartbeat: { timestamp: string } = JSON.parse(json);
  const atMs = trueTime(Date.parse(heartbeat.timestamp), takenAt.uptimeMs, bootAtMs);
  return { json: JSON.stringify({ ...heartbeat, timestamp: new Date(atMs).toISOString() }) };
}

/** As it is kept on disk: one line of JSON. */
export function toKept({ json, takenAt }: Waiting, { hubUrl }: Owner): string {
  const note = JSON.stringify({ hub_url: hubUrl, boot_id: takenAt?.bootId, uptime_ms: takenAt?.uptimeMs });
  return `${note.slice(0, -1)},"heartbeat":${json}}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @throws Error in words when the text is not whole, or what it holds is for another hub or server */
export function parseKept(text: string, owner: Owner): Waiting {
  const kept = parseJson(text);
  const heartbeat = isRecord(kept) ? kept.heartbeat : null;
  if (!isRecord(kept) || !isRecord(heartbeat)) throw new Error('its file is not whole');
  const { hub_url: hubUrl, boot_id: bootId, uptime_ms: uptimeMs } = kept;
  if (hubUrl !== owner.hubUrl || heartbeat.server_id !== owner.serverId)
    throw new Error('it is for another hub or server');
  if (Number.isNaN(Date.parse(String(heartbeat.timestamp)))) throw new Error('it has no time');
  const json = JSON.stringify(heartbeat);
  if (typeof bootId !== 'string' || typeof uptimeMs !== 'number') return { json };
  return { json, takenAt: { bootId, uptimeMs } };
}

/** Leaves out what is not usable. */
export function parseBootTimes(text: string | null): Map<string, number> {
  const value = text === null ? null : parseJson(text);
  const entries = Object.entries(isRecord(value) ? value : {});
  return new Map(entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}
