import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../factories.ts';
import { hubEnvironment } from '../hub-process.ts';

const KEY = 'pl_page-error-key-0123456789abcdef';
const OWNER = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
const folder = temporaryFolder();
const said = { stdout: '', stderr: '' };
let child: ChildProcess;
let url: string;
let cookie: string;

/** Waits until the hub has said something on one of its two streams. */
async function heard(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(said[stream])?.[0];
    if (found !== undefined) return found;
    const source = child[stream];
    if (source) await once(source, 'data');
  }
}

/** Becomes the owner with the link that the hub prints; answers the session's cookies. */
async function setUp(): Promise<string> {
  const link = new URL(await heard('stdout', /http\S+\/setup\?token=\S+(?=\s)/));
  url = link.origin;
  const headers = { 'Content-Type': 'application/json', Origin: url, 'Sec-Fetch-Site': 'same-origin' };
  const body = JSON.stringify({ ...OWNER, token: link.searchParams.get('token') });
  const answered = await fetch(`${url}/api/v1/setup`, { method: 'POST', headers, body });
  return answered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

beforeAll(async () => {
  const env = { PATH: process.env.PATH, ...hubEnvironment(folder.path, KEY) };
  child = spawn(process.execPath, ['dist/main.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('data', (chunk) => {
      said[stream] += String(chunk);
    });
  }
  cookie = await setUp();
  const headers = { 'X-API-Key': KEY, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ server_id: 'nas' });
  await fetch(`${url}/api/v1/servers`, { method: 'POST', headers, body });
  const database = createClient({ url: `file:${folder.path}/porchlight.db` });
  await database.execute('DROP TABLE transitions');
  database.close();
});
afterAll(async () => {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  folder.remove();
});

describe('a page that breaks', () => {
  it('says so, and is one JSON line in the log under the same id, without the query of its address', async () => {
    const printed = said.stdout;
    const answered = await fetch(`${url}/servers/nas?token=pls_secret`, { headers: { Cookie: cookie } });
    const html = await answered.text();
    const requestId = answered.headers.get('x-request-id');
    expect(answered.status).toBe(500);
    expect(html).toContain('This page broke');
    expect(html).toContain(`${requestId}</code>`);
    expect(html).not.toContain('transitions');

    await heard('stderr', /\n$/);
    const lines = said.stderr.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      message: 'page failed',
      request_id: requestId,
      path: '/servers/nas',
      error: expect.stringContaining('transitions'),
    });
    expect(said.stderr).not.toContain('pls_secret');
    expect(said.stdout).toBe(printed);
  });

  it('is no reason for the others to break', async () => {
    const answered = await fetch(`${url}/settings`, { headers: { Cookie: cookie } });
    expect(answered.status).toBe(200);
    expect(answered.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is not confused with one that is not there', async () => {
    const before = said.stderr;
    const answered = await fetch(`${url}/servers/nobody`, { headers: { Cookie: cookie } });
    expect(answered.status).toBe(404);
    expect(said.stderr).toBe(before);
  });
});
