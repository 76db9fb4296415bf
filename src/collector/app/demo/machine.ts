import type { OsInfo, UnknownProbe } from '../../../../agent/protocol.ts';
import type { Role } from './rhythm.ts';
import type { Span } from './story.ts';

/** A file system of a demo machine. */
export interface Mount {
  path: string;
  device: string;
  filesystem: string;
  totalGb: number;
  /** On day 0 of the story. */
  usedGb: number;
  gbPerDay: number;
}

export interface Disk {
  name: string;
  model: string;
  /** While little happens. */
  celsius: number;
  sizeGb: number;
  /** How long it had run when the story began. */
  years: number;
  /** What is wrong with it. */
  reallocatedSectors?: number;
  pendingSectors?: number;
  /** It is used at three in the night alone. */
  sleeps?: boolean;
}

export interface Container {
  name: string;
  image: string;
  memoryMb: number;
  /** Its part of the machine's work, in percent of one core. */
  cpuPercent: number;
  /** How often the engine has restarted it. */
  restarts?: number;
}

export interface Service {
  name: string;
  critical: boolean;
  memoryMb: number;
}

/** A kind of machine that several in the fleet are. */
export interface Model {
  os: OsInfo;
  cpu: string;
  cores: number;
  memoryGb: number;
  nic: string;
  /** Name of its temperature sensor. */
  sensor: string;
  /** CPU while little happens, and when fully at work; below what anybody would be warned of. */
  cpuPercent: readonly [idle: number, busy: number];
  celsius: number;
}

/** One server of the demo fleet that an agent reports for. */
export interface Machine {
  id: string;
  name: string;
  hostname: string;
  address: string;
  mac: string;
  tdpWatts: number;
  location: string;
  tags: readonly string[];
  role: Role;
  model: Model;
  /** Share of the memory that is used while little happens. */
  memoryPercent: number;
  /** Bytes per second when fully at work. */
  receives: number;
  sends: number;
  mounts: readonly Mount[];
  disks: readonly Disk[];
  services: readonly Service[];
  containers: readonly Container[];
  /** When services or containers were not running, by name. */
  stops?: Readonly<Record<string, Span>>;
  /** When containers failed their health check, by name. */
  unhealthy?: Readonly<Record<string, Span>>;
  /** They are installed with a restart. */
  securityUpdates?: number;
  /** Of its agent; default: the newest. */
  agentVersion?: string;
  /** What its agent could not read. */
  unknown?: readonly UnknownProbe[];
  /** Silent since this many hours before the demo's first start. */
  silentHours?: number;
}
