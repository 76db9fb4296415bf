import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composeFor } from './agent-compose.ts';

/** Says with which arguments it was started. */
const AGENT = 'console.log("agent", ...process.argv.slice(2), ...process.execArgv);';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let server: Server;
let hubUrl = '';
let handedOut = { status: 200, text: AGENT };
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(handedOut.status).end(handedOut.text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  hubUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compose-'));
  handedOut = { status: 200, text: AGENT };
  asked.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The shell script that stands in the file, as Compose reads it. */
function scriptOf(compose: string): string {
  const [, block = ''] = /command:\n {6}- \|\n((?: {8}.*\n|\n)+)/.exec(compose) ?? [];
  return block.replaceAll(/^ {8}/gm, '');
}

/** Runs what the container would run, in a folder in place of its volume. */
async function start(): Promise<{ code: number; said: string }> {
  const compose = composeFor({ hubUrl, token: 'ple_t', agentSha256: sha256(AGENT) });
  const child = spawn('sh', ['-euc', scriptOf(compose)], { cwd: folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      said += piece;
    });
  }
  const [code] = await once(child, 'close');
  return { code, said };
}

const kept = () => join(folder, 'porchlight-agent.mjs');

describe('what the container runs', () => {
  it('fetches the pinned agent and becomes it', async () => {
    const { code, said } = await start();
    expect(said).toContain('agent --config config.json --jitless');
    expect(code).toBe(0);
    expect(readFileSync(kept(), 'utf8')).toBe(AGENT);
  });

  it('needs no hub when the agent is there already', async () => {
    await start();
    handedOut = { status: 500, text: '' };
    expect((await start()).code).toBe(0);
    expect(asked).toEqual(['/agent/porchlight-agent.mjs']);
  });

  it('replaces one that was spoilt or is another version', async () => {
    writeFileSync(kept(), 'console.log("spoilt")');
    const { said } = await start();
    expect(said).toContain('agent --config');
    expect(said).not.toContain('spoilt');
  });

  it.each([
    ['hands out another', { status: 200, text: 'console.log("evil")' }, 'take a new compose.yaml'],
    ['is not well', { status: 503, text: AGENT }, 'the hub answers 503'],
  ])('runs nothing when the hub %s, and says why', async (_, answer, reason) => {
    handedOut = answer;
    const { code, said } = await start();
    expect(code).toBe(1);
    expect(said).toContain(reason);
    expect(said).not.toContain('evil');
    expect(existsSync(kept())).toBe(false);
  });
});

describe('the file', () => {
  const compose = composeFor({ hubUrl: 'http://hub:8080', token: 'ple_t', agentSha256: 'a'.repeat(64) });

  it('holds no dollar sign, which Compose would take for a variable', () => {
    expect(compose).not.toContain('$');
  });

  it('gives the token by environment, and the machine read-only', () => {
    expect(compose).toContain('PORCHLIGHT_AGENT_TOKEN: "ple_t"');
    expect(compose.match(/ple_t/g)).toHaveLength(1);
    expect(compose).toContain('- /:/host:ro,rslave');
    expect(compose).not.toContain('privileged: true');
  });
});
