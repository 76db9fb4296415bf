import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, testHub } from '../factories.ts';
import { addFamilyPage, familyDefinition } from '../family-page.ts';
import { type Running, startHub } from '../hub-process.ts';

const run = promisify(execFile);
const KEY = 'pl_export-test-key-0123456789abcd';
const folder = temporaryFolder();
const out = join(folder.path, 'copy');
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

/** What the command says, and how it ends. */
async function exportStatus(args: string[], env: Record<string, string> = {}) {
  const all = {
    PATH: process.env.PATH,
    PORCHLIGHT_URL: `http://127.0.0.1:${hub.port}`,
    PORCHLIGHT_API_KEY: KEY,
    ...env,
  };
  return run(process.execPath, ['scripts/export-status.mjs', ...args], { env: all })
    .then(({ stdout }) => ({ code: 0, said: stdout }))
    .catch(({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }));
}

const read = (path: string) => readFileSync(join(out, path), 'utf8');
const localLinks = (html: string) =>
  [...html.matchAll(/(?:href|src)="([^"#]+)"/g)]
    .map(([, link = '']) => link)
    .filter((link) => !link.startsWith('data:'));

describe('a copy of the status page', () => {
  it('is written as plain files', async () => {
    const { code, said } = await exportStatus(['--out', out, '--url', 'https://status.example']);
    expect(said).toMatch(/^\d+ files in /);
    expect(code).toBe(0);
    const films = ['badge.svg', 'uptime.svg'].map((name) => `en/films-series/${name}`);
    for (const path of [
      'index.html',
      'status.json',
      'de/index.html',
      'fr/feed.atom',
      'es/maintenance.ics',
      ...films,
    ]) {
      expect(existsSync(join(out, path)), path).toBe(true);
    }
  });

  it.each(['index.html', 'en/index.html', 'de/index.html'])('%s works under any address', (path) => {
    const html = read(path);
    const links = localLinks(html);
    expect(links.length).toBeGreaterThan(5);
    const missing = links.filter((link) => {
      const target = resolve(out, dirname(path), link);
      return (
        /^(\/|https?:)/.test(link) || !existsSync(link.endsWith('/') ? join(target, 'index.html') : target)
      );
    });
    expect(missing).toEqual([]);
  });

  it('carries its own policy, says when it is from, and offers nothing that needs the hub', () => {
    const html = read('en/index.html');
    expect(html).toContain('http-equiv="Content-Security-Policy"');
    expect(html).toContain('Last checked');
    expect(html).not.toContain('%checked');
    expect(html).not.toContain('data-key=');
    expect(html).not.toContain(String(hub.port));
  });

  it('names its own address in its feeds', () => {
    expect(read('en/feed.atom')).toContain('https://status.example/en');
  });

  it('loses what the page has no more, and nothing that others put there', async () => {
    writeFileSync(join(out, 'mine.html'), 'mine');
    const pages = `http://127.0.0.1:${hub.port}/api/v1/status-pages`;
    const headers = { 'X-API-Key': KEY, 'Content-Type': 'application/json' };
    const { items } = (await (await fetch(pages, { headers })).json()) as { items: { page_id: string }[] };
    const [group] = familyDefinition.groups;
    const components = group?.components.filter(({ key }) => key !== 'films-series');
    const body = JSON.stringify({ ...familyDefinition, groups: [{ name: null, components }] });
    await fetch(`${pages}/${items[0]?.page_id}`, { method: 'PUT', headers, body });
    expect((await exportStatus(['--out', out])).code).toBe(0);
    expect(existsSync(join(out, 'en/films-series/badge.svg'))).toBe(false);
    for (const path of ['mine.html', 'en/photos/badge.svg'])
      expect(existsSync(join(out, path)), path).toBe(true);
  });

  it.each<{ case: string; args: string[]; env?: Record<string, string>; says: RegExp }>([
    { case: 'without a folder', args: [], says: /--out/ },
    { case: 'with an option that it does not know', args: ['--nothing'], says: /nothing/ },
    { case: 'of a page that is not there', args: ['--out', out, '--page', 'gone'], says: /no page "gone"/ },
    {
      case: 'without a key',
      args: ['--out', out],
      env: { PORCHLIGHT_API_KEY: '' },
      says: /PORCHLIGHT_API_KEY/,
    },
    {
      case: 'with a wrong key',
      args: ['--out', out],
      env: { PORCHLIGHT_API_KEY: 'pl_wrong-key-0123456789abcdefgh' },
      says: /refused/,
    },
    {
      case: 'of a hub that is away',
      args: ['--out', out],
      env: { PORCHLIGHT_URL: 'http://127.0.0.1:9' },
      says: /does not answer/,
    },
  ])('is refused in words $case', async ({ args, env, says }) => {
    const { code, said } = await exportStatus(args, env);
    expect(code).toBe(1);
    expect(said).toMatch(says);
  });
});
