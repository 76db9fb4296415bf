import type { ContainerReport, ServiceReport } from '../../../../agent/protocol.ts';
import type { Container, Machine, Service } from './machine.ts';
import { HOUR_MS, MINUTE_MS, type Moment, round } from './moment.ts';
import { chance, hashOf } from './random.ts';
import { isWithin } from './story.ts';

/** A process gets its number when the machine starts. */
function pidOf({ id }: Machine, { bootAt }: Moment, name: string): number {
  return 600 + Math.floor(chance(hashOf(`${id} ${name}`), Math.floor(bootAt / MINUTE_MS)) * 3000);
}

function runs({ stops }: Machine, { day }: Moment, name: string): boolean {
  const stop = stops?.[name];
  return stop === undefined || !isWithin(stop, day);
}

export function serviceReport(machine: Machine, { name, memoryMb }: Service, moment: Moment): ServiceReport {
  if (!runs(machine, moment, name))
    return { name, status: 'stopped', pid: null, memory_mb: null, cpu_percent: null };
  const memory = memoryMb * (0.9 + 0.2 * moment.drift(`memory of ${name}`, HOUR_MS));
  return {
    name,
    status: 'running',
    pid: pidOf(machine, moment, name),
    memory_mb: round(memory, 1),
    cpu_percent: round(0.1 + 12 * moment.busy(MINUTE_MS), 1),
  };
}

/** Its part of what the machine's containers do. */
function shareOf({ containers }: Machine, { cpuPercent }: Container): number {
  return cpuPercent / containers.reduce((sum, one) => sum + one.cpuPercent, 0);
}

export function containerReport(machine: Machine, container: Container, moment: Moment): ContainerReport {
  const { name, image, memoryMb, cpuPercent, restarts = 0 } = container;
  if (!runs(machine, moment, name))
    return { name, image, state: 'exited', cpu_percent: null, memory_mb: null, restarts };
  const memory = memoryMb * (0.92 + 0.16 * moment.drift(`memory of ${name}`, HOUR_MS));
  const ill = machine.unhealthy?.[name];
  return {
    name,
    image,
    state: 'running',
    health: ill !== undefined && isWithin(ill, moment.day) ? 'unhealthy' : 'healthy',
    cpu_percent: round(cpuPercent * moment.busy(MINUTE_MS), 1),
    memory_mb: round(memory, 1),
    network_rx_bytes: moment.bytes(machine.receives * shareOf(machine, container)),
    network_tx_bytes: moment.bytes(machine.sends * shareOf(machine, container)),
    restarts,
  };
}
