import type { ContainerReport, UnknownProbe } from '../protocol.ts';
import { type ContainerFigures, readContainerFigures } from './container-figures.ts';
import {
  type ContainerMemories,
  type ContainerMemory,
  inspectContainers,
  needsInspection,
} from './container-inspections.ts';
import { type Container, parseContainers } from './containers.ts';
import { groupCpuPercent } from './control-group.ts';
import type { Host } from './host.ts';
import type { Probe, Reading } from './probe.ts';
import { toMb } from './round.ts';

/** With the second and a half for single containers well within the five that a probe has. */
const LIST_MS = 2_500;
/** Where the engine is looked for when the settings name no other place. */
export const DEFAULT_DOCKER = '/run/docker.sock';
const ENGINES = ['/usr/bin/dockerd', '/usr/sbin/dockerd', '/usr/local/bin/dockerd'];

const NOT_PERMITTED =
  "The agent's user may not ask Docker: run the installer with --with-docker (it gives that user the power of " +
  'root through Docker), or name a read-only proxy as "docker" in the settings';

function inWords(error: unknown, docker: string): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return new Error(NOT_PERMITTED);
  if (code === 'ECONNREFUSED') return new Error(`Nothing answers at ${docker}: is Docker running?`);
  return new Error(message);
}

/**
 * Paths are asked without an API version. What is read here has been the same since the first versions, while
 * any fixed version is refused somewhere: Docker 29 takes none below 1.44, the 20.10 of Debian 12 none above 1.41.
 * @throws Error in words a person can act on
 */
async function listContainers(host: Host, docker: string): Promise<Container[]> {
  try {
    return parseContainers(await host.get(docker, '/containers/json?all=true', LIST_MS));
  } catch (error) {
    throw inWords(error, docker);
  }
}

/** A container as it was found at one time. */
interface Look {
  container: Container;
  figures: ContainerFigures | null;
  atMs: number;
}

function look(host: Host, container: Container, memories: ContainerMemories): Look {
  const pid = memories.get(container.id)?.pid;
  const figures = pid ? readContainerFigures(host, { id: container.id, pid }) : null;
  return { container, figures, atMs: host.elapsedMs() };
}

/** What was used since the look before; brings the memory up to date. */
function describeUse({ figures, atMs, container }: Look, memory: ContainerMemory): Partial<ContainerReport> {
  if (!figures) return {};
  const { cpuMicroseconds: microseconds, memoryBytes, network } = figures;
  const cpu = groupCpuPercent(memory.cpu, microseconds, atMs);
  memory.wasSeen = true;
  memory.cpu = microseconds === null ? null : { microseconds, atMs };
  const own = container.sharesHostNetwork ? null : network;
  return {
    cpu_percent: cpu,
    memory_mb: memoryBytes === null ? null : toMb(memoryBytes),
    ...(own && { network_rx_bytes: own.rx_bytes, network_tx_bytes: own.tx_bytes }),
  };
}

function describe(found: Look, memory: ContainerMemory | undefined): ContainerReport {
  const { name, image, state, health } = found.container;
  const known = { name, image, state, health, restarts: memory?.restarts ?? null };
  return memory ? { ...known, ...describeUse(found, memory) } : known;
}

/** Containers that run and were asked about, but whose processes were never found. */
function unseen(containers: readonly Container[], memories: ContainerMemories): UnknownProbe[] {
  const names = containers
    .filter(({ id, state }) => state === 'running' && memories.get(id)?.wasSeen === false)
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const reason = `CPU and memory are not known, because the processes were not found: ${names.join(', ')}`;
  return [{ probe: 'docker', reason }];
}

async function readContainers(host: Host, docker: string, memories: ContainerMemories): Promise<Reading> {
  const containers = await listContainers(host, docker);
  const ids = new Set(containers.map(({ id }) => id));
  for (const id of [...memories.keys()]) if (!ids.has(id)) memories.delete(id);
  const looks = new Map(containers.map((one) => [one.id, look(host, one, memories)]));
  const due = [...looks.values()].filter(({ container, figures, atMs }) => {
    const now = { state: container.state, isSeen: figures !== null, nowMs: atMs };
    return needsInspection(memories.get(container.id), now);
  });
  const asked = due.map(({ container }) => container);
  await inspectContainers(host, docker, asked, memories);
  for (const container of asked) looks.set(container.id, look(host, container, memories));
  return {
    containers: [...looks.values()].map((found) => describe(found, memories.get(found.container.id))),
    unknown: unseen(containers, memories),
  };
}

/**
 * Containers with their state, health, restarts and use: the engine is asked for the list, the figures come
 * from files. A machine without Docker says nothing, unless its settings name a socket.
 * @param docker socket of the engine, or address of a proxy before it
 */
export function dockerProbe(docker: string): Probe {
  const memories: ContainerMemories = new Map();
  return {
    name: 'docker',
    read: (host) => {
      if (!docker.startsWith('/') || host.exists(docker)) return readContainers(host, docker, memories);
      const isExpected = docker !== DEFAULT_DOCKER || ENGINES.some((engine) => host.exists(engine));
      if (!isExpected) return {};
      throw new Error(`There is no ${docker}: is the container engine running?`);
    },
  };
}
