import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHub } from '../hub-process.ts';
import { inFolder } from '../in-folder.ts';
import { residentBytes, startAgent, started, unitMemoryHigh } from './agent-process.ts';
import { createMemoryGroup } from './memory-group.ts';
import type { BenchRow } from './row.ts';

const KEY = 'pl_bench-key-0123456789abcdefghij';
const MIB = 1024 * 1024;
/** Two reports and what they leave behind. */
const SETTLE_MS = 130_000;
const START_MS = 10_000;
const FREE_BUDGET = 0.9;
const HELD_BUDGET_MIB = 30;

/** Node that does nothing, at its default flags. */
function startPlainNode(folder: string) {
  const program = join(folder, 'plain.mjs');
  writeFileSync(program, 'setInterval(() => undefined, 60_000);\n');
  return started(spawn(process.execPath, [program], { stdio: 'ignore', env: {} }));
}

/** A copy of Node of which nothing is in memory: who runs it first has its pages counted as their own. */
function coldNode(folder: string): string {
  const node = join(folder, 'node');
  copyFileSync(process.execPath, node);
  spawnSync('dd', [`of=${node}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0'], { stdio: 'ignore' });
  return node;
}

/** The agent in a group with the unit's limit. An older kernel's hard one is set only once the agent has started. */
async function startHeldAgent(folder: string, hubPort: number) {
  const group = createMemoryGroup('porchlight-bench');
  if (group.kind === 'MemoryHigh') group.limit(unitMemoryHigh());
  const held = { node: coldNode(folder), joinFile: group.joinFile };
  const agent = startAgent({ hubPort, key: KEY, serverId: 'held', folder, held });
  await sleep(START_MS);
  group.limit(unitMemoryHigh());
  return { group, agent };
}

/** Resident memory of the agent: left alone, beside plain Node; and within the limit of its unit. */
export async function run(): Promise<BenchRow[]> {
  return inFolder(async (folder) => {
    const hub = await startHub(folder, KEY);
    const plain = startPlainNode(folder);
    const free = startAgent({ hubPort: hub.port, key: KEY, serverId: 'free', folder });
    const { group, agent: held } = await startHeldAgent(folder, hub.port);
    await sleep(SETTLE_MS);
    const freeMib = residentBytes(free.pid) / MIB;
    const plainMib = residentBytes(plain.pid) / MIB;
    const heldMib = Math.max(residentBytes(held.pid), group.usedBytes()) / MIB;
    await Promise.all([free.stop(), plain.stop(), held.stop(), hub.stop()]);
    group.remove();
    return [
      {
        what: 'agent resident, left alone',
        measured: freeMib,
        unit: 'MiB',
        reference: { what: 'plain Node idling', value: plainMib },
        ratio: freeMib / plainMib,
        budget: `≤ ${FREE_BUDGET} ×`,
        met: freeMib / plainMib <= FREE_BUDGET,
      },
      {
        what: `agent resident within its unit (${group.kind})`,
        measured: heldMib,
        unit: 'MiB',
        reference: null,
        ratio: null,
        budget: `≤ ${HELD_BUDGET_MIB} MiB`,
        met: heldMib <= HELD_BUDGET_MIB,
      },
    ];
  });
}
