import { inFolder } from '../in-folder.ts';
import { quantile } from '../load.ts';
import { KEY, type OwnedHub, startOwnedHub, withFiftyServers } from './owned-hub.ts';
import type { BenchRow } from './row.ts';

/** As in the other benchmarks: a hub that runs for months has long been warm. */
const WARM_UP = 40;
const ROUNDS = 60;
const P50_BUDGET_MS = 5;
const P95_BUDGET_MS = 25;
/** Charts have a budget of their own; devices belong to people, who ask with a cookie. */
const ELSEWHERE = /^\/api\/v1\/(metrics\/\{server_id\}$|systems\/\{id\}\/metrics$|devices)/;

interface Document {
  paths: Record<string, Record<string, unknown>>;
}

/** Every GET of the OpenAPI document, of a server that is there. */
async function readPaths(hub: OwnedHub): Promise<string[]> {
  const document = (await (await fetch(`${hub.url}/api/openapi.json`)).json()) as Document;
  return Object.entries(document.paths)
    .filter(([path, methods]) => 'get' in methods && !ELSEWHERE.test(path))
    .map(([path]) => path.replace(/\{(server_id|id)\}/g, 'server-7'));
}

async function millisecondsOf(hub: OwnedHub, path: string): Promise<number> {
  const startedAt = performance.now();
  const answered = await fetch(`${hub.url}${path}`, { headers: { 'X-API-Key': KEY } });
  await answered.arrayBuffer();
  if (!answered.ok) throw new Error(`${path} answered ${answered.status}`);
  return performance.now() - startedAt;
}

function worst(times: ReadonlyMap<string, number[]>, share: number, budgetMs: number): BenchRow {
  const [path, measured] = [...times]
    .map(([name, own]) => [name, quantile(own, share)] as const)
    .reduce((a, b) => (b[1] > a[1] ? b : a));
  return {
    what: `API reads with 50 servers, slowest p${share * 100}: ${path}`,
    measured,
    unit: 'ms',
    reference: null,
    ratio: null,
    budget: `≤ ${budgetMs} ms`,
    met: measured <= budgetMs,
  };
}

/** One reader asks for everything in turn, so that no path profits from the caches another has warmed. */
export async function run(): Promise<BenchRow[]> {
  return inFolder(async (folder) => {
    const hub = await startOwnedHub(folder, withFiftyServers);
    const paths = await readPaths(hub);
    const times = new Map<string, number[]>(paths.map((path) => [path, []]));
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      for (const path of paths) {
        const milliseconds = await millisecondsOf(hub, path);
        if (round >= 0) times.get(path)?.push(milliseconds);
      }
    }
    await hub.stop();
    return [worst(times, 0.5, P50_BUDGET_MS), worst(times, 0.95, P95_BUDGET_MS)];
  });
}
