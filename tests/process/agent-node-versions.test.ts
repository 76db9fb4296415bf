import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Heartbeat } from '../../agent/protocol.ts';
import { enrolmentToken, runAgent } from '../agent-program.ts';
import { temporaryFolder } from '../factories.ts';
import { type Running, startHub } from '../hub-process.ts';
import { nodeBinary } from '../node-binary.ts';

const KEY = 'pl_versions-test-key-0123456789ab';
const program = 'dist/agent/porchlight-agent.mjs';
const folder = temporaryFolder();
let hub: Running;
beforeAll(async () => {
  hub = await startHub(folder.path, KEY);
});
afterAll(async () => {
  await hub.stop();
  folder.remove();
});

describe.each(['18.20.8', '24.21.0', '26.9.0'])('the built agent on Node %s', (version) => {
  const serverId = `node-${version.split('.')[0]}`;
  const config = join(folder.path, serverId, 'config.json');
  let node = '';
  beforeAll(() => {
    node = nodeBinary(version);
  }, 120_000);
  const run = (args: string[], env: Record<string, string> = {}) =>
    runAgent({ node, program, config, args, env });

  it('reads the machine', async () => {
    const { code, out } = await run(['--once', '--print']);
    expect(code).toBe(0);
    const { metrics, mounts, os_info } = JSON.parse(out) as Heartbeat;
    expect(metrics.memory_total_gb).toBeGreaterThan(0);
    expect(mounts?.length).toBeGreaterThan(0);
    expect(os_info?.kernel).toBeTruthy();
  });

  it('enrols, reports, and sees that it is the version of its hub', async () => {
    const hubUrl = `http://127.0.0.1:${hub.port}`;
    const token = await enrolmentToken(hub, KEY, serverId);
    const reported = await run(['--once', '--hub', hubUrl], { PORCHLIGHT_AGENT_TOKEN: token });
    expect(reported).toMatchObject({ code: 0 });
    const answered = await fetch(`${hubUrl}/api/v1/servers/${serverId}`, { headers: { 'X-API-Key': KEY } });
    expect(await answered.json()).toMatchObject({ status: 'online' });
    const checked = await run(['update', '--check']);
    expect(checked.out).toContain("is the hub's version already");
    expect(readFileSync(config, 'utf8')).not.toContain(token);
  });
});
