import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Heartbeat } from '../agent/protocol.ts';
import { openHub } from '../src/collector/app/index.ts';
import { parseEnv } from '../src/collector/env.ts';
import { createLog, type LogLevel } from '../src/collector/log.ts';
import type { Network, Outbound } from '../src/collector/outbound.ts';

export const ADMIN_KEY = 'pl_test-admin-key-0123456789abcdef';

/** A folder of its own for each suite, and how to remove it. */
export function temporaryFolder(parent = tmpdir()): { path: string; remove: () => void } {
  const path = mkdtempSync(join(parent, 'porchlight-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** What the build leaves of the agent, with a program that is none. */
export function agentFolder(path: string): string {
  const folder = join(path, 'agent');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'porchlight-agent.mjs'), `// agent\n${'x'.repeat(5000)}`);
  copyFileSync('agent/install.sh', join(folder, 'install.sh'));
  return folder;
}

export interface TestRequest {
  method?: string;
  /** null: none. Default: the admin key. */
  key?: string | null;
  json?: unknown;
  headers?: Record<string, string>;
  /** Sent as it is. */
  text?: string;
  /** Address it comes from. */
  peer?: string;
}

const PEER = '192.0.2.7';
const peerOf = (bindings: unknown) => (bindings as { peer?: string } | undefined)?.peer ?? PEER;

/** What surrounds a hub of a test. */
interface World {
  /** Variables beside those that every test has. */
  environment?: Record<string, string>;
  /** Where the services are that channels know. */
  outbound?: Outbound;
}

/** A real hub on a real database in a folder of its own, asked through its HTTP application. */
export async function testHub(
  folder = temporaryFolder(),
  pushNetwork?: Network,
  logLevel: LogLevel = 'error',
  /** Starts then, and does nothing by the clock: the test does. */
  startedAt?: number,
  { environment = {}, outbound }: World = {},
) {
  const env = parseEnv({
    ...environment,
    DATABASE_URL: `file:${folder.path}/porchlight.db`,
    PORCHLIGHT_API_KEY: ADMIN_KEY,
    PORCHLIGHT_URL: 'http://hub.test',
    LOG_LEVEL: logLevel,
  });
  const logged: string[] = [];
  const log = createLog('debug', (line) => logged.push(line));
  const opened = await openHub({
    env,
    log,
    version: 'test',
    agentFolder: agentFolder(folder.path),
    peerOf,
    pushNetwork,
    ...(outbound && { outbound }),
    ...(startedAt !== undefined && { startedAt, holdsLease: () => false }),
  });
  await opened.auth.ensureAdminKey(ADMIN_KEY, Date.now());
  const request = async (
    path: string,
    { method, key = ADMIN_KEY, json, headers, text, peer = PEER }: TestRequest = {},
  ) => {
    const body = text ?? (json === undefined ? undefined : JSON.stringify(json));
    const init = {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body !== undefined && {
          'Content-Type': 'application/json',
          'Content-Length': String(Buffer.byteLength(body)),
        }),
        ...(key !== null && { 'X-API-Key': key }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    };
    return opened.api.request(`http://hub.test${path}`, init, { peer });
  };
  return {
    ...opened,
    request,
    logged,
    folder,
    close: async () => {
      await opened.stop();
      folder.remove();
    },
  };
}

export type TestHub = Awaited<ReturnType<typeof testHub>>;

/** A complete, ordinary heartbeat; `changes` replace whole fields. */
export function heartbeat(serverId: string, at = Date.now(), changes: Partial<Heartbeat> = {}): Heartbeat {
  return {
    server_id: serverId,
    timestamp: new Date(at).toISOString(),
    metrics: {
      cpu_percent: 12.5,
      memory_percent: 45.2,
      memory_used_gb: 7.2,
      memory_total_gb: 16,
      disk_percent: 67.1,
      disk_used_gb: 671,
      disk_total_gb: 1000,
      network_rx_bytes: 1_000_000,
      network_tx_bytes: 500_000,
      load_1m: 0.5,
      load_5m: 0.4,
      load_15m: 0.3,
      uptime_seconds: 3600,
      boot_time: new Date(at - 3_600_000).toISOString(),
    },
    services: [{ name: 'smbd', status: 'running', pid: 812, memory_mb: 42.5, cpu_percent: 0.1 }],
    os_info: { distribution: 'Debian', version: '12', kernel: '6.1.0-17-amd64', architecture: 'x86_64' },
    updates_available: 3,
    security_updates: 0,
    ...changes,
  };
}
