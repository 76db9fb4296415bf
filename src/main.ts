import type { AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  agentDownloads,
  apiDocs,
  buildServer,
  closeServer,
  localServerId,
  type NodeHandler,
  type OpenHub,
  openHub,
  peerOf,
  startLocalAgent,
} from './collector/app/index.ts';
import { type Env, parseEnv } from './collector/env.ts';
import { createLog, type Log } from './collector/log.ts';

declare const PORCHLIGHT_VERSION: string;

const HERE = dirname(fileURLToPath(import.meta.url));
const DRAIN_MS = 8000;
const EVERY_ADDRESS = new Set(['0.0.0.0', '::']);

/** Whatever it shows is made up: nobody should take it for their own. */
function demoLines(path: string | null): string[] {
  return [
    '',
    'This is the demo: thirteen made-up servers with a month of history.',
    ...(path ? [`It is kept in ${path}`] : []),
    'To leave it, start again without PORCHLIGHT_DEMO.',
  ];
}

/** What a person who just typed `npm start` needs to know. */
function greet(opened: OpenHub, address: string, generatedKey: string | null): void {
  const lines = ['', `Porchlight is at ${address}`];
  const token = opened.auth.setup.token();
  if (token) lines.push('', 'Create the owner with this one-time link:', `  ${address}/setup?token=${token}`);
  if (opened.isDemo) lines.push(...demoLines(opened.hub.database.path));
  if (generatedKey)
    lines.push('', 'Admin key for automation (shown once, kept hashed):', `  ${generatedKey}`);
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

async function loadPages(): Promise<NodeHandler> {
  process.env.ASTRO_NODE_AUTOSTART = 'disabled';
  const entry = new URL('./server/entry.mjs', import.meta.url).href;
  const { handler } = (await import(entry)) as { handler: NodeHandler };
  return handler;
}

async function startAgent(opened: OpenHub, env: Env, port: number, log: Log) {
  if (!env.PORCHLIGHT_LOCAL_AGENT) return { stop: () => undefined };
  const serverId = localServerId();
  const key = await opened.auth.renewLocalAgentKey(opened.fleet.homeClientId, serverId, Date.now());
  const host = env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST;
  const program = join(HERE, 'agent', 'porchlight-agent.mjs');
  return startLocalAgent({
    program,
    hubUrl: `http://${EVERY_ADDRESS.has(env.HOST) ? '127.0.0.1' : host}:${port}`,
    key,
    serverId,
    // Beside the database, as everything that is written at run time.
    stateFolder: join(dirname(resolve(opened.hub.database.path ?? program)), 'agent'),
    log,
  });
}

async function start(): Promise<void> {
  const env = parseEnv(process.env);
  const log = createLog(env.LOG_LEVEL);
  const opened = await openHub({
    env,
    log,
    version: PORCHLIGHT_VERSION,
    agentFolder: join(HERE, 'agent'),
    peerOf,
    tell: (line) => process.stdout.write(`${line}\n`),
  });
  (globalThis as Record<symbol, unknown>)[Symbol.for('porchlight')] = opened.hub;
  const pages = await loadPages();
  opened.statusSite.attach(pages, join(HERE, 'client'));
  const server = buildServer({
    fetch: opened.api.fetch,
    pages,
    downloads: agentDownloads(opened.agentRelease, env.PORCHLIGHT_URL),
    docs: apiDocs(join(HERE, 'api-docs')),
    statusSite: opened.statusSite.handle,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.PORT, env.HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const generatedKey = await opened.auth.ensureAdminKey(env.PORCHLIGHT_API_KEY, Date.now());
  const agent = await startAgent(opened, env, port, log);
  greet(opened, env.PORCHLIGHT_URL ?? `http://localhost:${port}`, generatedKey);

  let isStopping = false;
  const stop = async () => {
    agent.stop();
    opened.changes.end();
    await closeServer(server, DRAIN_MS);
    await opened.stop();
    process.exit(0);
  };
  // Ctrl-C arrives twice, because npm forwards it: the second one changes nothing.
  const onSignal = () => {
    if (isStopping) return;
    isStopping = true;
    stop().catch((error: unknown) => {
      log.error('stopping failed', { error: String(error) });
      process.exit(1);
    });
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

start().catch((error: unknown) => {
  process.stderr.write(
    `Porchlight could not start.\n${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
});
