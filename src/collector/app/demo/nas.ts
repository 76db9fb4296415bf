import type { Role } from './rhythm.ts';
import type { Span } from './story.ts';

export interface NasPool {
  name: string;
  totalGb: number;
  /** On day 0 of the story. */
  usedGb: number;
  gbPerDay: number;
  fragmentationPercent: number;
}

export interface NasDisk {
  serial: string;
  celsius: number;
  /** Hours of work on day 0. */
  hours: number;
  /** On its way out: sectors are replaced from one day on, and self-tests fail from another. */
  failing?: { sectorsFromDay: number; testFailsFromDay: number };
}

/** What the system itself warns of, and when. */
export interface NasAlert {
  severity: 'info' | 'warning' | 'critical';
  message: string;
  span: Span;
}

/** One TrueNAS of a client, for which a workflow pushes. */
export interface Nas {
  id: string;
  name: string;
  hostname: string;
  version: string;
  client: string;
  role: Role;
  location: string;
  tags: readonly string[];
  tdpWatts: number;
  memoryGb: number;
  pools: readonly NasPool[];
  disks: readonly NasDisk[];
  /** Runs every evening. */
  replication: { name: string; bytes: number; failed?: Span };
  alerts: readonly NasAlert[];
}

const disk = (serial: string, celsius: number, hours: number): NasDisk => ({ serial, celsius, hours });

/** Two customers' systems: one is well and has an update; in the other a disk is dying. */
export const NASES: readonly Nas[] = [
  {
    id: 'acme-corp-truenas',
    name: 'Acme TrueNAS',
    hostname: 'truenas.acme.example',
    version: 'TrueNAS-25.04.2',
    client: 'Acme Corp',
    role: 'office',
    location: 'Server room',
    tags: ['truenas'],
    tdpWatts: 120,
    memoryGb: 68.7,
    pools: [
      { name: 'tank', totalGb: 47_980, usedGb: 26_400, gbPerDay: 46, fragmentationPercent: 12 },
      { name: 'apps', totalGb: 1998, usedGb: 610, gbPerDay: 1.1, fragmentationPercent: 21 },
    ],
    disks: [
      disk('ZR50A1C0', 35, 18_204),
      disk('ZR50A1C4', 36, 18_204),
      disk('ZR50A1D7', 37, 18_203),
      disk('ZR50A1F2', 35, 9120),
      disk('S6PNNX0W1', 39, 12_417),
      disk('S6PNNX0W2', 39, 12_417),
    ],
    replication: { name: 'tank-to-offsite', bytes: 41e9, failed: [14.9, 15.9] },
    alerts: [
      {
        severity: 'warning',
        message: 'Replication "tank-to-offsite" failed.',
        span: [14.9, 15.9],
      },
      { severity: 'info', message: 'A new TrueNAS version is available: 25.04.2.6.', span: [24, null] },
    ],
  },
  {
    id: 'birch-dental-truenas',
    name: 'Birch TrueNAS Mini',
    hostname: 'nas.birchdental.example',
    version: 'TrueNAS-24.10.2.4',
    client: 'Birch Dental',
    role: 'office',
    location: 'Reception, back room',
    tags: ['truenas', 'x-ray archive'],
    tdpWatts: 60,
    memoryGb: 34.3,
    pools: [{ name: 'vault', totalGb: 15_992, usedGb: 9050, gbPerDay: 19, fragmentationPercent: 8 }],
    disks: [
      disk('WD-CA1JX0KD', 37, 31_377),
      disk('WD-CA1JX1PL', 38, 31_377),
      { ...disk('WD-CA1JX2RM', 41, 31_376), failing: { sectorsFromDay: 12, testFailsFromDay: 28.6 } },
      disk('WD-CA1JX9TB', 37, 6044),
    ],
    replication: { name: 'vault-to-cloud', bytes: 12e9 },
    alerts: [
      {
        severity: 'warning',
        message: 'Disk WD-CA1JX2RM: the number of reallocated sectors is growing.',
        span: [20, null],
      },
      { severity: 'critical', message: 'Disk WD-CA1JX2RM: the SMART self-test failed.', span: [28.6, null] },
    ],
  },
];
