import { type Container, type Inspection, parseInspection } from './containers.ts';
import type { CpuReading } from './control-group.ts';
import type { Host } from './host.ts';

/** What is remembered of a container between two heartbeats. */
export interface ContainerMemory extends Inspection {
  /** When it was inspected. */
  state: string;
  inspectedAtMs: number;
  /** Whether its first process has been found since. */
  wasSeen: boolean;
  cpu: CpuReading | null;
}

/** By the id of the container. */
export type ContainerMemories = Map<string, ContainerMemory>;

const INSPECT_MS = 1_000;
const AT_ONCE = 4;
/** For a running container whose process cannot be found, so that nothing else tells of a restart. */
const INSPECT_AGAIN_MS = 10 * 60_000;

/**
 * Whether the engine must be asked about one container. While its first process lives it has not been
 * restarted, so there is nothing to ask.
 */
export function needsInspection(
  memory: Pick<ContainerMemory, 'state' | 'inspectedAtMs' | 'wasSeen'> | undefined,
  { state, isSeen, nowMs }: { state: string; isSeen: boolean; nowMs: number },
): boolean {
  if (!memory || memory.state !== state || state === 'restarting') return true;
  if (memory.wasSeen) return !isSeen;
  return state === 'running' && nowMs - memory.inspectedAtMs >= INSPECT_AGAIN_MS;
}

/** Asks a few at once, and begins none after a second: the rest waits for the next heartbeat. Never rejects. */
export async function inspectContainers(
  host: Host,
  docker: string,
  containers: readonly Container[],
  memories: ContainerMemories,
): Promise<void> {
  const waiting = [...containers];
  const startedMs = host.elapsedMs();
  const inspect = async ({ id, state }: Container) => {
    const nothing: Inspection = { pid: null, restarts: memories.get(id)?.restarts ?? null };
    const asked = host.get(docker, `/containers/${id}/json`, INSPECT_MS);
    const found = await asked.then(parseInspection).catch(() => nothing);
    memories.set(id, { ...found, state, inspectedAtMs: host.elapsedMs(), wasSeen: false, cpu: null });
  };
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await inspect(next);
      if (host.elapsedMs() - startedMs >= INSPECT_MS) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
