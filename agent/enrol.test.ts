import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';
import { readConfig } from './config.ts';
import { enrol, enrolIfNeeded, needsEnrolment } from './enrol.ts';
import type { SendResult } from './send.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-enrol-'));
  path = join(folder, 'sub', 'config.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const configWith = (token: string | null) =>
  readConfig(
    parseCommandLine(['--config', path, '--hub', 'http://h', ...(token ? ['--token', token] : [])]),
    {},
  );
const accepted: SendResult = {
  ok: true,
  reply: { server_id: 'pi', api_key: 'the-key', interval_seconds: 30 },
};

describe('enrol', () => {
  it('posts token and host name and stores the key for this user alone', async () => {
    const posted: string[] = [];
    const config = await enrol(configWith('tok'), 'raspi', async (door, body) => {
      posted.push(door, body);
      return accepted;
    });
    expect(posted).toEqual(['/api/v1/agents/enrol', '{"token":"tok","hostname":"raspi"}']);
    expect(config).toMatchObject({ serverId: 'pi', apiKey: 'the-key', intervalSeconds: 30 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const stored = JSON.parse(readFileSync(path, 'utf8'));
    expect(stored).toMatchObject({ hub_url: 'http://h', server_id: 'pi', api_key: 'the-key' });
    expect(JSON.stringify(stored)).not.toContain('tok"');
  });

  it.each([
    ['keeps the key of a hub that signs', { hub_public_key: 'K'.repeat(43) }, 'K'.repeat(43)],
    ['forgets that of another hub, where the new one does not sign', {}, undefined],
  ])('%s', async (_, told, expected) => {
    path = join(folder, 'config.json');
    writeFileSync(path, JSON.stringify({ hub_public_key: 'O'.repeat(43) }));
    const reply = { server_id: 'pi', api_key: 'the-key', ...told };
    const config = await enrol(configWith('tok'), 'raspi', async () => ({ ok: true, reply }));
    expect(config.hubPublicKey).toBe(expected);
    expect(configWith(null).hubPublicKey).toBe(expected);
  });

  it('asks for what is missing rather than doing nothing', async () => {
    const options = { argv: [], env: {}, print: () => undefined, log: () => undefined };
    const attempt = enrolIfNeeded(configWith(null), { ...options, signal: new AbortController().signal });
    await expect(attempt).rejects.toThrow('The agent needs a key');
  });

  it('needs no second exchange after a restart, with or without the spent token', async () => {
    expect(await needsEnrolment(configWith('tok'))).toBe(true);
    await enrol(configWith('tok'), 'raspi', async () => accepted);
    expect(await needsEnrolment(configWith('tok'))).toBe(false);
    expect(await needsEnrolment(configWith(null))).toBe(false);
    expect(configWith(null).apiKey).toBe('the-key');
  });

  it('takes a new token as a wish for a new key', async () => {
    await enrol(configWith('tok'), 'raspi', async () => accepted);
    expect(await needsEnrolment(configWith('another'))).toBe(true);
  });

  it('keeps the other settings of the file and closes it to others', async () => {
    path = join(folder, 'config.json');
    writeFileSync(path, '{"services": ["plex"], "token": "tok"}', { mode: 0o644 });
    await enrol(configWith(null), 'raspi', async () => accepted);
    const stored = JSON.parse(readFileSync(path, 'utf8'));
    expect(stored).toMatchObject({ services: ['plex'], api_key: 'the-key' });
    expect(stored).not.toHaveProperty('token');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each([
    [
      'refuses',
      { ok: false, retry: false, status: 401, reason: 'the token has expired (401)' } as const,
      'the token has expired',
    ],
    ['is no hub', { ok: true, reply: { hello: 1 } } as const, 'not a Porchlight hub'],
  ])('says why when what answers %s, and stores nothing', async (_, answer, reason) => {
    const attempt = enrol(configWith('tok-secret'), 'raspi', async () => answer);
    await expect(attempt).rejects.toThrow(reason);
    await expect(attempt).rejects.not.toThrow('tok-secret');
    expect(existsSync(path)).toBe(false);
  });

  it('does not spend the token when the key could not be kept', async () => {
    writeFileSync(join(folder, 'file'), '');
    path = join(folder, 'file', 'config.json');
    let posts = 0;
    const attempt = enrol(configWith('tok'), 'raspi', async () => {
      posts += 1;
      return accepted;
    });
    await expect(attempt).rejects.toThrow('The key cannot be stored in');
    expect(posts).toBe(0);
  });
});
