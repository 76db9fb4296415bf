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

/** What a disk's own test says; `unknown` where it says nothing. */
export type SmartStatus = 'pass' | 'fail' | 'unknown';

export interface DiskReport {
  name: string;
  model?: string | null;
  serial_number?: string | null;
  firmware?: string | null;
  size_gb?: number | null;
  kind?: 'hdd' | 'ssd' | 'nvme' | null;
  /** Counters since boot. */
  read_bytes?: number | null;
  write_bytes?: number | null;
  temperature_celsius?: number | null;
  /** Absent where SMART was not read; then the figures below are absent too. Those a disk does not have are null. */
  smart_status?: SmartStatus;
  /** ISO 8601: when SMART was read, which is seldom. */
  smart_read_at?: string | null;
  /** It slept when SMART was due, and was left asleep: the figures are those of `smart_read_at`. */
  is_asleep?: boolean;
  power_on_hours?: number | null;
  /** ATA attribute 5; grown defects of a SCSI disk. */
  reallocated_sectors?: number | null;
  /** ATA attribute 197. */
  pending_sectors?: number | null;
  /** ATA attribute 198. */
  uncorrectable_sectors?: number | null;
  /** ATA attribute 187; NVMe media errors; uncorrected errors of a SCSI disk. */
  uncorrected_errors?: number | null;
  /** ATA attribute 188. */
  command_timeouts?: number | null;
  /** ATA attribute 199: cable or backplane, not the disk. */
  crc_errors?: number | null;
  /** Share of the rated writes used up; may exceed 100. */
  wear_percent?: number | null;
  /** NVMe: spare blocks left. */
  spare_percent?: number | null;
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
  /** 100 is one core. */
  cpu_percent?: number | null;
  memory_mb?: number | null;
  /** Counters since the container started; absent where it shares the host's network. */
  network_rx_bytes?: number | null;
  network_tx_bytes?: number | null;
  /** How often the engine has restarted it by itself. */
  restarts?: number | null;
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
  /** Whether what was updated takes effect only after a restart. */
  reboot_required?: boolean | null;
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
  /** Ed25519, the 32 raw bytes as base64url: what the hub signs is checked against it. */
  hub_public_key: string;
}

/** Body of `GET /agent/manifest.json`: the agent that this hub hands out. */
export interface ReleaseManifest {
  version: string;
  /** SHA-256 of `porchlight-agent.mjs`, in hex. */
  sha256: string;
  /** Ed25519 over `releaseMessage`, as base64url. */
  signature: string;
}

/** The bytes that the hub signs for a release. */
export function releaseMessage({ version, sha256 }: Pick<ReleaseManifest, 'version' | 'sha256'>): string {
  return `porchlight-agent release\n${version}\n${sha256}\n`;
}
