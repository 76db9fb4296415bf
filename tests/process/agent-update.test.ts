import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSigner } from '../../src/collector/auth/signer.ts';
import { bundleAgent, enrolmentToken, runAgent } from '../agent-program.ts';
import { type Change, type ChangingProxy, startChangingProxy } from '../changing-proxy.ts';
import { temporaryFolder } from '../factories.ts';
import { type Running, startHub } from '../hub-process.ts';

const KEY = 'pl_update-test-key-0123456789abcd';
const NOBODY = 65_534;
const HUB_VERSION: string = JSON.parse(readFileSync('package.json', 'utf8')).version;
const AS_IT_IS: Change = (_, body) => body;

const folder = temporaryFolder();
const config = join(folder.path, 'etc', 'config.json');
const place = join(folder.path, 'program');
const program = join(place, 'porchlight-agent.mjs');
const built = new Map<string, Buffer>();
let hub: Running;
let proxy: ChangingProxy;
let change = AS_IT_IS;

beforeAll(async () => {
  for (const version of ['0.0.1', '99.0.0']) {
    built.set(version, readFileSync(await bundleAgent(join(folder.path, version), version)));
  }
  hub = await startHub(folder.path, KEY);
  proxy = await startChangingProxy(hub.port, () => change);
  mkdirSync(place);
  chmodSync(folder.path, 0o755);
});
afterAll(async () => {
  proxy.close();
  await hub.stop();
  folder.remove();
});

const hubsProgram = () => readFileSync('dist/agent/porchlight-agent.mjs');
const update = (...args: string[]) => runAgent({ program, config, args: ['update', ...args] });

function install(version: string): Buffer {
  const bytes = built.get(version) ?? Buffer.alloc(0);
  writeFileSync(program, bytes, { mode: 0o755 });
  return bytes;
}

beforeEach(async () => {
  change = AS_IT_IS;
  install('0.0.1');
  const token = await enrolmentToken(hub, KEY, 'attic');
  const env = { PORCHLIGHT_AGENT_TOKEN: token };
  const enrolled = await runAgent({ program, config, args: ['enrol', '--hub', proxy.url], env });
  expect(enrolled).toMatchObject({ code: 0 });
});

function changeConfig(changes: Record<string, unknown>): void {
  writeFileSync(config, JSON.stringify({ ...JSON.parse(readFileSync(config, 'utf8')), ...changes }));
}

/** Only answers to this path are changed. */
const only =
  (path: string, changed: Change): Change =>
  (asked, body) =>
    asked === path ? changed(asked, body) : body;

const inManifest = (name: string, value: string) =>
  only('/agent/manifest.json', (_, body) =>
    Buffer.from(JSON.stringify({ ...JSON.parse(String(body)), [name]: value })),
  );

describe('porchlight-agent update', () => {
  it("takes over the hub's program, byte for byte, with the mode it had", async () => {
    const { code, out } = await update();
    expect(out).toBe(`${HUB_VERSION} is in place of 0.0.1\n`);
    expect(code).toBe(0);
    expect(readFileSync(program)).toEqual(hubsProgram());
    expect(statSync(program).mode & 0o777).toBe(0o755);
    expect(readdirSync(place)).toEqual(['porchlight-agent.mjs']);
    expect((await update()).out).toBe(`${HUB_VERSION} is the hub's version already\n`);
  });

  it('only says what there is with --check', async () => {
    const before = readFileSync(program);
    const { code, out } = await update('--check');
    expect({ code, out }).toEqual({ code: 0, out: `The hub has ${HUB_VERSION}, this is 0.0.1\n` });
    expect(readFileSync(program)).toEqual(before);
  });

  it.each<{ what: string; prepare: () => void; says: string }>([
    {
      what: 'the program was tampered with on its way',
      prepare: () => {
        change = only('/agent/porchlight-agent.mjs', (_, body) => Buffer.concat([body, Buffer.from('//')]));
      },
      says: 'not the one that the hub has signed',
    },
    {
      what: 'the signature was tampered with',
      prepare: () => {
        change = inManifest('signature', 'A'.repeat(86));
      },
      says: 'The signature is not that of the hub',
    },
    {
      what: 'another program was put into the manifest',
      prepare: () => {
        change = inManifest('sha256', 'a'.repeat(64));
      },
      says: 'The signature is not that of the hub',
    },
    {
      what: 'another hub answers',
      prepare: () =>
        changeConfig({ hub_public_key: openSigner('the secret of another hub, long enough').publicKey }),
      says: 'The signature is not that of the hub',
    },
    {
      what: "the hub's key was never told",
      prepare: () => changeConfig({ hub_public_key: undefined }),
      says: 'run its installer again with a new token',
    },
    {
      what: 'the hub is older',
      prepare: () => void install('99.0.0'),
      says: `The hub's ${HUB_VERSION} is older than this 99.0.0`,
    },
    {
      what: 'the download is cut off',
      prepare: () => {
        change = only('/agent/porchlight-agent.mjs', () => ({ cutAfterBytes: 5_000 }));
      },
      says: 'the connection was cut',
    },
    {
      what: 'something else answers',
      prepare: () => {
        change = () => Buffer.from('<html>');
      },
      says: 'is not a Porchlight hub',
    },
  ])('leaves the old program as it was when $what, and says so', async ({ prepare, says }) => {
    prepare();
    const before = readFileSync(program);
    const { code, log } = await update();
    expect(log).toContain(says);
    expect(code).toBe(1);
    expect(readFileSync(program)).toEqual(before);
    expect(readdirSync(place)).toEqual(['porchlight-agent.mjs']);
  });

  it('leaves the old program as it was when its folder may not be changed, and says what helps', async () => {
    const isRoot = process.getuid?.() === 0;
    chmodSync(place, 0o555);
    chmodSync(join(config, '..'), 0o755);
    chmodSync(config, 0o644);
    const before = readFileSync(program);
    const { code, log } = await runAgent({
      program,
      config,
      args: ['update'],
      ...(isRoot && { uid: NOBODY }),
    });
    chmodSync(place, 0o755);
    expect(log).toContain(`${place} may not be changed: use sudo`);
    expect(code).toBe(1);
    expect(readFileSync(program)).toEqual(before);
    expect(readdirSync(place)).toEqual(['porchlight-agent.mjs']);
  });
});
