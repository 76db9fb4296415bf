import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, testHub } from '../factories.ts';
import { addFamilyPage } from '../family-page.ts';
import { heartbeatBody } from '../heartbeat-body.ts';
import { type Running, startHub } from '../hub-process.ts';

const KEY = 'pl_status-test-key-0123456789abcd';

const folder = temporaryFolder();
let hub: Running;
beforeAll(async () => {
  const before = await testHub(folder);
  await addFamilyPage(before);
  await before.stop();
  hub = await startHub(folder.path, KEY);
});
afterAll(async () => {
  await hub.stop();
  folder.remove();
});

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${hub.port}${path}`, {
    headers: { 'Accept-Encoding': 'br', ...headers },
    redirect: 'manual',
  });

async function page(path = '/status/en') {
  const answered = await ask(path);
  const html = await answered.text();
  return { status: answered.status, headers: answered.headers, html, checkedAt: checkedAtIn(html) };
}

/** When the page says that it was looked at last, in ms. */
function checkedAtIn(html: string): number {
  const times = [...html.matchAll(/datetime="(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"/g)].map(
    ([, at = '']) => at,
  );
  return Math.max(...times.map((at) => Date.parse(at)));
}

function report(serverId = 'server-0') {
  return fetch(`http://127.0.0.1:${hub.port}/api/v1/agents/heartbeat`, {
    method: 'POST',
    headers: { 'X-API-Key': KEY, 'Content-Type': 'application/json' },
    body: heartbeatBody(serverId, Date.now(), 1),
  });
}

/** Holds the database as a backup or somebody with a shell would. */
async function holdDatabase(): Promise<() => Promise<void>> {
  const other = createClient({ url: `file:${folder.path}/porchlight.db` });
  const held = await other.transaction('write');
  return async () => {
    await held.rollback();
    other.close();
  };
}

describe('the status page of a hub', () => {
  it('is there, small, and whole in one request', async () => {
    const { status, headers, html, checkedAt } = await page();
    expect(status).toBe(200);
    expect(headers.get('content-encoding')).toBe('br');
    expect(html).toContain('Films &amp; series');
    expect(html.match(/<(link|script)[^>]+(href|src)="\/_astro/g)).toBeNull();
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(Date.now() - checkedAt).toBeLessThan(60_000);
  });

  it('is asked from the hub only when it has changed', async () => {
    const { headers } = await page();
    const again = await ask('/status/en', {
      'If-None-Match': headers.get('etag') ?? '',
      'Accept-Encoding': 'br',
    });
    expect(again.status).toBe(304);
  });

  it('answers while another process holds the database, and the hub writes again afterwards', async () => {
    const shown = await page();
    const letGo = await holdDatabase();
    const refused = report();
    const answers: { status: number; html: string }[] = [];
    for (let i = 0; i < 30; i += 1) {
      answers.push(await page(i % 2 === 0 ? '/status/en' : '/status/de'));
      await sleep(200);
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await refused).status).toBe(503);
    await letGo();
    expect((await report()).status).toBe(200);
    expect(checkedAtIn(answers[0]?.html ?? '')).toBe(shown.checkedAt);
  }, 60_000);

  it('answers after a kill and a restart, with what was known', async () => {
    const before = await page();
    await hub.stop('SIGKILL');
    hub = await startHub(folder.path, KEY);
    const after = await page();
    expect(after.status).toBe(200);
    expect(after.checkedAt).toBeGreaterThan(before.checkedAt);
    for (const name of ['Films &amp; series', 'Lights']) expect(after.html).toContain(name);
  });
});
