import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../tests/factories.ts';
import { serverIdSchema } from '../fleet/index.ts';
import { createLog } from '../log.ts';
import { localServerId, serverIdFromHostname, startLocalAgent } from './local-agent.ts';

describe('serverIdFromHostname', () => {
  it.each([
    { name: 'nas', id: 'nas' },
    { name: 'NAS.home.lan', id: 'nas' },
    { name: 'My_Server', id: 'my-server' },
    { name: '--odd--', id: 'odd' },
    { name: 'büro', id: 'b-ro' },
    { name: '', id: 'this-machine' },
    { name: '...', id: 'this-machine' },
    { name: '日本', id: 'this-machine' },
    { name: 'x'.repeat(80), id: 'x'.repeat(63) },
  ])('makes "$id" of "$name", which the hub takes', ({ name, id }) => {
    expect(serverIdFromHostname(name)).toBe(id);
    expect(serverIdSchema.safeParse(id).success).toBe(true);
  });

  it('has one for this machine', () => {
    expect(serverIdSchema.safeParse(localServerId()).success).toBe(true);
  });
});

describe('the built-in agent', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  /** Starts `source` in the agent's place; answers what was logged and where it may write. */
  function started(source: string) {
    const program = join(folder.path, 'agent.mjs');
    const output = join(folder.path, 'output');
    writeFileSync(
      program,
      `import { writeFileSync } from 'node:fs';\nconst output = ${JSON.stringify(output)};\n${source}`,
    );
    const lines: string[] = [];
    const log = createLog('debug', (line) => lines.push(line));
    const stateFolder = join(folder.path, 'agent');
    const agent = { hubUrl: 'http://127.0.0.1:1', key: 'pl_s3cret', serverId: 'nas', stateFolder };
    const options = { program, log, ...agent };
    return { output, lines, program, ...startLocalAgent(options) };
  }
  const until = async (isTrue: () => boolean) => {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const TELL =
    "writeFileSync(output + '.new', JSON.stringify({ args: process.argv.slice(2), env: process.env }));";
  const DONE = "const { renameSync } = await import('node:fs'); renameSync(output + '.new', output);";

  it('gets its key by environment, where others cannot read it, and nothing else of the hub', async () => {
    process.env.PORCHLIGHT_SECRET = 'the-secret-of-the-hub';
    const { output, stop, program } = started(`${TELL}${DONE}process.stdin.resume();`);
    await until(() => existsSync(output));
    stop();
    delete process.env.PORCHLIGHT_SECRET;
    const { args, env } = JSON.parse(readFileSync(output, 'utf8'));
    expect(args).toEqual(['--child', '--config', `${program}.config.json`]);
    expect(env).toMatchObject({
      PORCHLIGHT_AGENT_KEY: 'pl_s3cret',
      PORCHLIGHT_HUB_URL: 'http://127.0.0.1:1',
      STATE_DIRECTORY: join(folder.path, 'agent'),
    });
    expect(Object.keys(env)).not.toContain('PORCHLIGHT_SECRET');
  });

  it('ends when its pipe closes, and that is no news', async () => {
    const { output, stop, lines } = started(
      `process.stdin.on('end', () => { ${TELL.replace('JSON', '`ended` ?? JSON')} }); process.stdin.resume(); writeFileSync(output, '');`,
    );
    await until(() => existsSync(output));
    stop();
    await until(() => existsSync(`${output}.new`));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lines).toEqual([]);
  });

  it('is missed when it ends by itself, and the key stays out of the log', async () => {
    const { lines, stop } = started('process.exit(3);');
    await until(() => lines.length > 0);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', code: 3 });
    expect(lines.join()).not.toContain('s3cret');
    stop();
  });
});
