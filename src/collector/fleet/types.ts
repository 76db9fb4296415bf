import type { clients, servers } from '../../../db/tables/fleet.ts';

export type ClientRow = typeof clients.$inferSelect;
export type ServerRecord = typeof servers.$inferSelect;

/** `unknown`: never seen. */
export type Presence = 'online' | 'offline' | 'unknown';

/** Things whose states are kept as transitions. */
export type StateKind = 'server' | 'service' | 'container' | 'pool' | 'disk' | 'replication';

export interface KnownState {
  state: string;
  /** Integer milliseconds of the transition into it. */
  since: number;
}

export interface ExpectedService {
  name: string;
  critical: boolean;
}

/** One change of a state, with the reason people read. */
export interface Transition {
  kind: StateKind;
  /** Name of the service, container, pool, disk or task; empty for the server itself. */
  subject: string;
  state: string;
  at: number;
  reason: string;
}

/** What an agent says of a disk beside its numbers. */
export interface DiskFacts {
  model: string | null;
  serialNumber: string | null;
  firmware: string | null;
  sizeGb: number | null;
  kind: 'hdd' | 'ssd' | 'nvme' | null;
  /** Integer milliseconds; null where SMART was never read. */
  smartReadAt: number | null;
  /** Its figures are those of `smartReadAt`. */
  isAsleep: boolean;
  /** The agent says whether it is healthy: what a workflow says of that does not count. */
  isHealthTold: boolean;
}

/** What a report says of a machine beside its numbers. */
export interface Facts {
  cpuModel?: string | null;
  cpuCores?: number | null;
  mounts?: Record<string, { device: string; filesystem: string }>;
  interfaces?: Record<string, { macAddress: string | null }>;
  disks?: Record<string, DiskFacts>;
  containers?: Record<string, { image: string }>;
  unknown?: { probe: string; reason: string }[];
  /** Units of `reported_value` series, by subject. */
  reportedUnits?: Record<string, string>;
}

/** A server as the hub knows it now, kept in memory and rebuilt at start. */
export interface ServerState {
  record: ServerRecord;
  facts: Facts;
  expected: ExpectedService[];
  /** Hub time of the newest contact; null when never seen. */
  lastSeenAt: number | null;
  /** The same of its agent and of workflows apart, since the hub started. */
  heardAt: { agent?: number; webhook?: number };
  /** Sample time of the newest report that was looked at. */
  judgedAt: number | null;
  /** By `kind:subject`. */
  states: Map<string, KnownState>;
}

/** The identity and states in one report, ready to be compared with what is known. */
export interface Sighting {
  serverId: string;
  clientId: string;
  reportedBy: 'agent' | 'webhook';
  /** Sample time. */
  at: number;
  /** Address the report came from. */
  peer: string;
  /** For a server that is new by this report; null: its id. */
  displayName: string | null;
  hostname: string | null;
  ipAddress: string | null;
  macAddress: string | null;
  agentVersion: string | null;
  /** What the report says of it; what it leaves out stays as it is. */
  os: { distribution?: string; version?: string; kernel?: string; architecture?: string } | null;
  facts: Facts;
  states: { kind: StateKind; subject: string; state: string }[];
  /** Expected services that it leaves out are unknown then. */
  speaksOfServices: boolean;
  /** Of these kinds every subject that is known and left out is unknown then. */
  speaksOf?: readonly StateKind[];
}
