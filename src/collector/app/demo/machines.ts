import type { Container, Disk, Machine, Mount, Service } from './machine.ts';
import { MODELS } from './models.ts';

const mount = (
  path: string,
  device: string,
  filesystem: string,
  totalGb: number,
  usedGb: number,
  gbPerDay: number,
): Mount => ({ path, device, filesystem, totalGb, usedGb, gbPerDay });
const root = (totalGb: number, usedGb: number, device = '/dev/nvme0n1p2') =>
  mount('/', device, 'ext4', totalGb, usedGb, 0.04);
const ssd: Disk = { name: 'nvme0n1', model: 'Samsung SSD 980 500GB', celsius: 36, sizeGb: 500, years: 2.1 };
const smallSsd: Disk = { ...ssd, model: 'KINGSTON SNV2S250G', sizeGb: 250, years: 1.4 };
const disk = (name: string, model: string, celsius: number, sizeGb: number, years: number): Disk => ({
  name,
  model,
  celsius,
  sizeGb,
  years,
});
const service = (name: string, memoryMb: number, critical = true): Service => ({ name, memoryMb, critical });
const container = (name: string, image: string, memoryMb: number, cpuPercent: number): Container => ({
  name,
  image,
  memoryMb,
  cpuPercent,
});

const NO_SMART = {
  probe: 'smart',
  reason: 'Only root may ask disks about their health: run the installer with --with-disks',
};

/** Names that every machine derives from its id; the address ends in `host`, as does the made-up hardware address. */
function at(id: string, name: string, host: number) {
  const mac = `02:50:4c:00:00:${host.toString(16).padStart(2, '0')}`;
  return { id, name, hostname: `${id}.home.lan`, address: `192.168.1.${host}`, mac };
}

const FILE_SERVERS: Machine[] = [
  {
    ...at('omv-homeserver', 'OMV HomeServer', 10),
    tdpWatts: 50,
    location: 'Basement rack',
    tags: ['nas', 'family'],
    role: 'files',
    model: MODELS.desktop,
    memoryPercent: 31,
    receives: 22e6,
    sends: 34e6,
    mounts: [
      root(490, 38),
      mount('/srv/data', '/dev/sda1', 'ext4', 3936, 2105, 4.2),
      mount('/srv/archive', '/dev/sdb1', 'ext4', 1967, 806, 0.1),
    ],
    disks: [
      ssd,
      disk('sda', 'WDC WD40EFPX-68C6CN0', 34, 4001, 2.1),
      { ...disk('sdb', 'WDC WD20EZBX-00AYRA0', 29, 2000, 0.6), sleeps: true },
    ],
    services: [service('smbd', 64), service('docker', 118)],
    containers: [
      container('paperless', 'ghcr.io/paperless-ngx/paperless-ngx:2.19', 612, 35),
      container('vaultwarden', 'vaultwarden/server:1.34', 48, 4),
    ],
  },
  {
    ...at('omv-backupserver', 'OMV BackupServer', 11),
    tdpWatts: 40,
    location: 'Garage',
    tags: ['nas', 'backup'],
    role: 'backup',
    model: MODELS.nas,
    memoryPercent: 18,
    receives: 88e6,
    sends: 2e6,
    mounts: [root(245, 21), mount('/srv/backup', '/dev/md0', 'ext4', 7936, 4320, 14)],
    disks: [
      smallSsd,
      disk('sda', 'ST8000VN004-3CP101', 32, 8002, 3.6),
      disk('sdb', 'ST8000VN004-3CP101', 33, 8002, 3.6),
    ],
    services: [service('smbd', 58), service('rsync', 12)],
    containers: [],
    silentHours: 5,
  },
  {
    ...at('omv-documentserver', 'OMV DocumentServer', 12),
    tdpWatts: 40,
    location: 'Study cupboard',
    tags: ['nas', 'family'],
    role: 'files',
    model: MODELS.nas,
    memoryPercent: 26,
    receives: 9e6,
    sends: 14e6,
    mounts: [root(245, 19), mount('/srv/documents', '/dev/sda1', 'ext4', 1967, 940, 0.8)],
    disks: [
      smallSsd,
      { ...disk('sda', 'TOSHIBA HDWD220', 48, 2000, 6.2), reallocatedSectors: 8, pendingSectors: 2 },
    ],
    services: [service('smbd', 71)],
    containers: [],
  },
  {
    ...at('omv-mediaserver', 'OMV MediaServer', 13),
    tdpWatts: 65,
    location: 'Basement rack',
    tags: ['nas', 'media'],
    role: 'media',
    model: MODELS.desktop,
    memoryPercent: 44,
    receives: 24e6,
    sends: 46e6,
    mounts: [root(490, 84), mount('/srv/media', '/dev/md0', 'ext4', 11_905, 9380, 52)],
    disks: [
      ssd,
      disk('sda', 'ST12000VN0008-2YS101', 36, 12_000, 2.8),
      disk('sdb', 'ST12000VN0008-2YS101', 37, 12_000, 2.8),
      disk('sdc', 'ST12000VN0008-2YS101', 35, 12_000, 0.4),
    ],
    services: [
      service('plex', 980),
      service('sonarr', 310),
      service('radarr', 344),
      service('transmission', 128),
      service('jackett', 210, false),
    ],
    containers: [],
    stops: { jackett: [8.42, 8.61] },
  },
  {
    ...at('omv-cloudserver1', 'OMV CloudServer1', 14),
    tdpWatts: 50,
    location: 'Basement rack',
    tags: ['nas', 'docker'],
    role: 'cloud',
    model: MODELS.desktop,
    memoryPercent: 52,
    receives: 12e6,
    sends: 18e6,
    mounts: [root(490, 142), mount('/srv/nextcloud', '/dev/sda1', 'btrfs', 3936, 1612, 3.1)],
    disks: [ssd, disk('sda', 'WDC WD40EFPX-68C6CN0', 35, 4001, 1.7)],
    services: [service('smbd', 61), service('docker', 126)],
    containers: [
      container('nextcloud', 'nextcloud:32-apache', 840, 60),
      container('nextcloud-db', 'mariadb:11.8', 512, 25),
      container('redis', 'redis:8-alpine', 34, 6),
    ],
  },
];

const OTHER_SERVERS: Machine[] = [
  {
    ...at('omv-webserver1', 'OMV WebServer1', 15),
    tdpWatts: 45,
    location: 'Basement rack',
    tags: ['web', 'docker'],
    role: 'web',
    model: MODELS.small,
    memoryPercent: 48,
    receives: 3e6,
    sends: 9e6,
    mounts: [root(245, 96)],
    disks: [smallSsd],
    services: [service('nginx', 38), service('docker', 104)],
    containers: [
      container('n8n', 'n8nio/n8n:2.0.3', 462, 40),
      container('postgres', 'postgres:18-alpine', 188, 18),
      container('umami', 'ghcr.io/umami-software/umami:3.0', 164, 9),
    ],
    stops: { umami: [19.3, 19.35] },
    unhealthy: { umami: [29.7, null] },
    securityUpdates: 3,
  },
  {
    ...at('omv-webserver2', 'OMV Webserver 2', 16),
    tdpWatts: 45,
    location: 'Basement rack',
    tags: ['web'],
    role: 'web',
    model: MODELS.small,
    memoryPercent: 29,
    receives: 2e6,
    sends: 12e6,
    mounts: [root(245, 61)],
    disks: [smallSsd],
    services: [service('nginx', 44)],
    containers: [],
    unknown: [NO_SMART],
  },
  {
    ...at('omv-homeautoserver', 'OMV HomeAutoServer', 17),
    tdpWatts: 50,
    location: 'Hallway cabinet',
    tags: ['smart home', 'docker'],
    role: 'home',
    model: MODELS.small,
    memoryPercent: 41,
    receives: 0.4e6,
    sends: 0.3e6,
    mounts: [root(245, 52)],
    disks: [smallSsd],
    services: [service('docker', 112)],
    containers: [
      container('homeassistant', 'ghcr.io/home-assistant/home-assistant:2026.11', 720, 55),
      container('mosquitto', 'eclipse-mosquitto:2', 14, 4),
      { ...container('zigbee2mqtt', 'ghcr.io/koenkk/zigbee2mqtt:2.6', 132, 12), restarts: 2 },
    ],
  },
  {
    ...at('omv-aiserver1', 'OMV AIServer1', 18),
    tdpWatts: 100,
    location: 'Study',
    tags: ['ai', 'docker'],
    role: 'ai',
    model: MODELS.workstation,
    memoryPercent: 22,
    receives: 6e6,
    sends: 4e6,
    mounts: [root(980, 210), mount('/srv/models', '/dev/nvme1n1p1', 'xfs', 1998, 870, 5.5)],
    disks: [ssd, disk('nvme1n1', 'Samsung SSD 990 PRO 2TB', 38, 2000, 0.9)],
    services: [service('ollama', 5200), service('docker', 98)],
    containers: [container('open-webui', 'ghcr.io/open-webui/open-webui:0.6', 910, 20)],
  },
  {
    ...at('pihole-master', 'Pi-hole Master', 2),
    tdpWatts: 5,
    location: 'Hallway cabinet',
    tags: ['dns'],
    role: 'dns',
    model: MODELS.pi,
    memoryPercent: 19,
    receives: 60e3,
    sends: 52e3,
    mounts: [root(30.6, 6.2, '/dev/mmcblk0p2')],
    disks: [],
    services: [service('pihole-FTL', 86)],
    containers: [],
  },
  {
    ...at('pihole-backup', 'Pi-hole Backup', 3),
    tdpWatts: 5,
    location: 'Attic',
    tags: ['dns', 'backup'],
    role: 'dns',
    model: MODELS.pi,
    memoryPercent: 17,
    receives: 9e3,
    sends: 8e3,
    mounts: [root(30.6, 5.8, '/dev/mmcblk0p2')],
    disks: [],
    services: [service('pihole-FTL', 79)],
    containers: [],
    stops: { 'pihole-FTL': [28.9, null] },
    agentVersion: '0.0.9',
  },
];

/**
 * The servers of the demo that agents report for. One is silent, one full, one has a sick
 * disk, one a sick container, and one has stopped its service.
 */
export const MACHINES: readonly Machine[] = [...FILE_SERVERS, ...OTHER_SERVERS];
