/**
 * What an agent and the hub say to each other. Shared by both sides; needs nothing but the language.
 * Units are in the names (1 GB = 10⁹ bytes); a value that could not be read is `null` or absent.
 */

/** State of one expected service as the agent saw it. */
export type ServiceStatus = 'running' | 'stopped' | 'failed' | 'unknown';

/** Scalar metrics of a heartbeat, every one optional: a probe that fails leaves its own out. */
export interface HeartbeatMetrics {
  cpu_percent?: number | null;
  cpu_iowait_percent?: number | null;
  memory_percent?: number | null;
  memory_used_gb?: number | null;
  memory_total_gb?: number | null;
  swap_percent?: number | null;
  disk_percent?: number | null;
  disk_used_gb?: number | null;
  disk_total_gb?: number | null;
  /** Counter since boot, over all real interfaces. */
  network_rx_bytes?: number | null;
  /** Counter since boot, over all real interfaces. */
  network_tx_bytes?: number | null;
  load_1m?: number | null;
  load_5m?: number | null;
  load_15m?: number | null;
  uptime_seconds?: number | null;
  /** ISO 8601. */
  boot_time?: string | null;
}

export interface ServiceReport {
  name: string;
  status: ServiceStatus;
  pid?: number | null;
  memory_mb?: number | null;
  cpu_percent?: number | null;
}

export interface OsInfo {
  distribution: string;
  version: string;
  kernel: string;
  architecture: string;
}

/** Who is speaking: fills what the server's record lacks. */
export interface HostReport {
  hostname: string;
  ip_addresses: string[];
  mac_address?: string | null;
  agent_version: string;
  cpu_model?: string | null;
  cpu_cores?: number | null;
}

export interface MountReport {
  mount_point: string;
  device: string;
  filesystem: string;
  used_gb: number;
  total_gb: number;
  percent: number;
}

export interface SensorReport {
  name: string;
  temperature_celsius: number;
}

export interface DiskReport {
  name: string;
  model?: string | null;
  /** Counters since boot. */
  read_bytes?: number | null;
  write_bytes?: number | null;
  temperature_celsius?: number | null;
}

export interface InterfaceReport {
  name: string;
  mac_address?: string | null;
  up: boolean;
  /** Counters since boot. */
  rx_bytes: number;
  tx_bytes: number;
}

export interface ContainerReport {
  name: string;
  image: string;
  state: string;
  health?: string | null;
  cpu_percent?: number | null;
  memory_mb?: number | null;
}

/** A probe that could not run, and why, in words a person can act on. */
export interface UnknownProbe {
  probe: string;
  reason: string;
}

/** One report of one server: body of `POST /api/v1/agents/heartbeat`. */
export interface Heartbeat {
  server_id: string;
  /** ISO 8601, the agent's clock. */
  timestamp: string;
  metrics: HeartbeatMetrics;
  services?: ServiceReport[];
  os_info?: OsInfo | null;
  updates_available?: number | null;
  security_updates?: number | null;
  host?: HostReport;
  mounts?: MountReport[];
  sensors?: SensorReport[];
  disks?: DiskReport[];
  interfaces?: InterfaceReport[];
  containers?: ContainerReport[];
  unknown?: UnknownProbe[];
}

/** A signed order for the agent; this version of the agent executes none. */
export interface Command {
  command_id: string;
  action: string;
  target: string;
  parameters: Record<string, unknown>;
  queued_at: string;
  expires_at: string;
  signature: string;
}

/** The hub's answer to a heartbeat. */
export interface HeartbeatReply {
  received: true;
  server_time: string;
  pending_commands: Command[];
  interval_seconds: number;
  expected_services: string[];
}

/** Body of `POST /api/v1/agents/enrol`: a short-lived token becomes a key of this one server. */
export interface EnrolRequest {
  token: string;
  hostname: string;
}

export interface EnrolReply {
  server_id: string;
  api_key: string;
  interval_seconds: number;
}
