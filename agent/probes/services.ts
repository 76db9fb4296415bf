import type { ServiceReport, UnknownProbe } from '../protocol.ts';
import { type CpuReading, groupCpuPercent, readServiceGroup, type ServiceGroup } from './control-group.ts';
import type { Host } from './host.ts';
import type { Probe } from './probe.ts';
import { toMb } from './round.ts';
import { parseUnits, UNIT_PROPERTIES, type UnitProperties, unitName, unitStatus } from './unit.ts';

const SYSTEMCTL_MS = 4_000;
/**
 * A service without processes is asked about this seldom, because asking is most of an agent's CPU; one
 * that stops or starts is noticed at once. What has stopped or failed stays so until it starts.
 */
const ASK_AGAIN_MS = 5 * 60_000;
const ASK_SETTLED_AGAIN_MS = 30 * 60_000;
const SETTLED = ['inactive', 'failed'];

/** What is remembered of a service between two heartbeats. */
interface Memory {
  unit: string;
  wasRunning: boolean;
  group: string;
  cpu: CpuReading | null;
  answer: { properties: UnitProperties; atMs: number } | null;
}

/** Whether systemd must be asked about a service without processes. */
export function needsAsking(
  { wasRunning, answer }: Pick<Memory, 'wasRunning' | 'answer'>,
  nowMs: number,
): boolean {
  if (wasRunning || !answer) return true;
  const isSettled = SETTLED.includes(answer.properties.activeState);
  return nowMs - answer.atMs >= (isSettled ? ASK_SETTLED_AGAIN_MS : ASK_AGAIN_MS);
}

function remember(unit: string): Memory {
  return { unit, wasRunning: false, group: `/system.slice/${unit}`, cpu: null, answer: null };
}

function reportRunning(name: string, memory: Memory, group: ServiceGroup, nowMs: number): ServiceReport {
  const cpu = groupCpuPercent(memory.cpu, group.cpuMicroseconds, nowMs);
  memory.cpu = group.cpuMicroseconds === null ? null : { microseconds: group.cpuMicroseconds, atMs: nowMs };
  return {
    name,
    status: 'running',
    pid: group.pid,
    memory_mb: group.memoryBytes === null ? null : toMb(group.memoryBytes),
    cpu_percent: cpu,
  };
}

function unknownService(name: string): ServiceReport {
  return { name, status: 'unknown' };
}

async function askSystemd(host: Host, memories: Memory[], nowMs: number): Promise<void> {
  if (memories.length === 0) return;
  const units = memories.map(({ unit }) => unit);
  const args = ['show', '--no-pager', `--property=${UNIT_PROPERTIES.join(',')}`, '--', ...units];
  const answers = parseUnits(await host.run('systemctl', args, SYSTEMCTL_MS));
  if (answers.length !== units.length)
    throw new Error('systemctl answered for a different number of services');
  memories.forEach((memory, index) => {
    const properties = answers[index];
    if (!properties) return;
    memory.answer = { properties, atMs: nowMs };
    memory.group = properties.controlGroup ?? memory.group;
  });
}

/** Reports on a service that systemd was asked about; an alias has its processes under another name. */
function reportAnswered(host: Host, name: string, memory: Memory, nowMs: number): ServiceReport {
  if (!memory.answer) return unknownService(name);
  const { properties } = memory.answer;
  const group = properties.controlGroup ? readServiceGroup(host, properties.controlGroup) : null;
  const status = unitStatus(properties);
  if (!group || status !== 'running') return { name, status, pid: properties.mainPid };
  memory.wasRunning = true;
  return { ...reportRunning(name, memory, group, nowMs), pid: properties.mainPid ?? group.pid };
}

function missing(name: string, memory: Memory): UnknownProbe[] {
  if (memory.answer?.properties.loadState !== 'not-found') return [];
  return [{ probe: 'services', reason: `systemd knows no unit ${memory.unit} (service "${name}")` }];
}

function problem(reason: string): UnknownProbe {
  return { probe: 'services', reason };
}

interface Found {
  reports: Map<string, ServiceReport>;
  unknown: UnknownProbe[];
  /** Services without processes in the group where they are expected. */
  still: Map<string, Memory>;
}

/** First look, at files alone: it settles everything that runs. */
function readRunning(host: Host, names: string[], memories: Map<string, Memory>, nowMs: number): Found {
  const found: Found = { reports: new Map(), unknown: [], still: new Map() };
  for (const name of names) {
    const unit = unitName(name);
    if (!unit) {
      found.unknown.push(problem(`"${name}" cannot be the name of a systemd unit`));
      continue;
    }
    const memory = memories.get(name) ?? remember(unit);
    memories.set(name, memory);
    const group = readServiceGroup(host, memory.group);
    if (!group) {
      found.still.set(name, memory);
      continue;
    }
    found.reports.set(name, reportRunning(name, memory, group, nowMs));
    Object.assign(memory, { wasRunning: true, answer: null });
  }
  return found;
}

/** Second look: asks systemd about the rest. Without an answer they are unknown, not stopped. */
async function readStill(host: Host, { reports, unknown, still }: Found, nowMs: number): Promise<void> {
  const asked = [...still.values()].filter((memory) => needsAsking(memory, nowMs));
  try {
    await askSystemd(host, asked, nowMs);
  } catch (error) {
    unknown.push(problem((error as Error).message));
    for (const memory of asked) memory.answer = null;
  }
  for (const [name, memory] of still) {
    memory.wasRunning = false;
    reports.set(name, reportAnswered(host, name, memory, nowMs));
    unknown.push(...missing(name, memory));
  }
}

/**
 * State, PID, memory and CPU of the services the hub asks for. Running ones are read from their control
 * group; systemd is only asked about the rest, all at once and seldom.
 */
export function servicesProbe(): Probe {
  const memories = new Map<string, Memory>();
  return {
    name: 'services',
    read: async (host, expected) => {
      const names = [...new Set(expected)];
      for (const name of [...memories.keys()]) if (!names.includes(name)) memories.delete(name);
      if (names.length === 0) return {};
      if (!host.exists('/run/systemd/system')) {
        return {
          services: names.map(unknownService),
          unknown: [problem('This machine does not run systemd')],
        };
      }
      const nowMs = host.elapsedMs();
      const found = readRunning(host, names, memories, nowMs);
      await readStill(host, found, nowMs);
      return {
        services: names.map((name) => found.reports.get(name) ?? unknownService(name)),
        unknown: found.unknown,
      };
    },
  };
}
