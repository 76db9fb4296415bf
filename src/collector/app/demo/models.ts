import type { Model } from './machine.ts';

const DEBIAN = { kernel: '6.12.48+deb13-amd64', architecture: 'x86_64' };
const OMV = { ...DEBIAN, distribution: 'openmediavault', version: '8.0' };

export const MODELS = {
  nas: {
    os: OMV,
    cpu: 'Intel(R) N100',
    cores: 4,
    memoryGb: 16.5,
    nic: 'enp1s0',
    sensor: 'Package id 0',
    cpuPercent: [1.5, 62],
    celsius: 39,
  },
  desktop: {
    os: OMV,
    cpu: 'Intel(R) Core(TM) i5-8500T CPU @ 2.10GHz',
    cores: 6,
    memoryGb: 33.4,
    nic: 'eno1',
    sensor: 'Package id 0',
    cpuPercent: [2, 84],
    celsius: 41,
  },
  small: {
    os: { ...DEBIAN, distribution: 'Debian GNU/Linux', version: '13' },
    cpu: 'Intel(R) Celeron(R) J4125 CPU @ 2.00GHz',
    cores: 4,
    memoryGb: 8.2,
    nic: 'enp2s0',
    sensor: 'Package id 0',
    cpuPercent: [2, 70],
    celsius: 43,
  },
  workstation: {
    os: { ...DEBIAN, distribution: 'Debian GNU/Linux', version: '13' },
    cpu: 'AMD Ryzen 9 5900X 12-Core Processor',
    cores: 24,
    memoryGb: 67.3,
    nic: 'enp5s0',
    sensor: 'Tctl',
    cpuPercent: [0.8, 86],
    celsius: 36,
  },
  pi: {
    os: {
      distribution: 'Raspberry Pi OS',
      version: '13',
      kernel: '6.12.47+rpt-rpi-v8',
      architecture: 'aarch64',
    },
    cpu: 'Cortex-A72',
    cores: 4,
    memoryGb: 2,
    nic: 'eth0',
    sensor: 'cpu_thermal',
    cpuPercent: [1.2, 22],
    celsius: 44,
  },
} satisfies Record<string, Model>;
