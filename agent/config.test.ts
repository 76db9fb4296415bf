import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { parseCommandLine } from './command-line.ts';
import { checkHubUrl, missingForReporting, parseConfigFile, readConfig } from './config.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(file: unknown, argv: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const path = join(folder, 'config.json');
  rmSync(path, { force: true });
  if (file !== null) writeFileSync(path, JSON.stringify(file));
  return readConfig(parseCommandLine(['--config', path, ...argv]), env);
}

const FILE = { hub_url: 'http://hub:8080', server_id: 'pi', api_key: 'key of the file' };

describe('readConfig', () => {
  it('takes everything from the file', () => {
    const config = read({ ...FILE, interval_seconds: 30, services: ['plex'] });
    expect(config).toMatchObject({
      hubUrl: 'http://hub:8080',
      serverId: 'pi',
      apiKey: 'key of the file',
      intervalSeconds: 30,
      services: ['plex'],
    });
  });

  it('needs no file when the environment says all', () => {
    const env = { PORCHLIGHT_HUB_URL: 'http://h/', PORCHLIGHT_AGENT_KEY: 'k', PORCHLIGHT_SERVER_ID: 's' };
    const config = read(null, [], env);
    expect(config).toMatchObject({ hubUrl: 'http://h', apiKey: 'k', serverId: 's', intervalSeconds: 60 });
    expect(missingForReporting(config)).toEqual([]);
  });

  it('prefers flags to environment and environment to file', () => {
    const env = {
      PORCHLIGHT_HUB_URL: 'http://hub:8080',
      PORCHLIGHT_SERVER_ID: 'env',
      PORCHLIGHT_AGENT_KEY: 'env key',
    };
    expect(read(FILE, ['--server-id', 'flag'], env)).toMatchObject({ serverId: 'flag', apiKey: 'env key' });
    expect(read(FILE, [], env).serverId).toBe('env');
  });

  it('does not give the key of one hub to another', () => {
    const config = read(FILE, ['--hub', 'http://elsewhere']);
    expect(config.apiKey).toBeUndefined();
    expect(config.serverId).toBeUndefined();
  });

  it('takes from the environment what a unit or a container knows', () => {
    const env = { STATE_DIRECTORY: '/s', PORCHLIGHT_HOST_ROOT: '/host', PORCHLIGHT_UPDATES_FILE: '/u' };
    expect(read(FILE, [], env)).toMatchObject({ stateFolder: '/s', hostRoot: '/host', updatesFile: '/u' });
    const own = read({ ...FILE, off: ['docker'], docker: 'http://127.0.0.1:2375' });
    expect(own).toMatchObject({ stateFolder: join(folder, 'state'), hostRoot: '/', off: ['docker'] });
    expect(own.docker).toBe('http://127.0.0.1:2375');
  });

  it('reads secrets from files, as containers get them', () => {
    const path = join(folder, 'secret');
    writeFileSync(path, 'from a file\n');
    expect(read(null, [], { PORCHLIGHT_AGENT_TOKEN_FILE: path }).token).toBe('from a file');
    const absent = { PORCHLIGHT_AGENT_KEY_FILE: join(folder, 'absent') };
    expect(() => read(null, [], absent)).toThrow('PORCHLIGHT_AGENT_KEY_FILE names');
  });
});

test.each([
  ['broken JSON', '{', 'c.json is not valid JSON'],
  ['a list', '[]', 'c.json must hold a JSON object'],
  [
    'wrong fields, all at once',
    '{"hub_url": 1, "interval_seconds": 0, "services": "plex"}',
    /hub_url, interval_seconds .*, services/,
  ],
])('a file with %s is an error in words', (_, text, message) => {
  expect(() => parseConfigFile(text, 'c.json')).toThrow(message);
});

test('an error never repeats a secret', () => {
  expect(() => parseConfigFile('{"api_key": ["hush-hush"], "token": 5}', 'c.json')).toThrow(
    /^c\.json: not usable: api_key, token$/,
  );
  expect(() => parseConfigFile('{"api_key": "hush-hush"', 'c.json')).not.toThrow(/hush/);
});

test.each([
  ['ftp://hub', 'http:// or https://'],
  ['hub.lan:8080', 'http:// or https://'],
  ['http://', 'http:// or https://'],
  ['http://me:secret@hub', 'must not hold a user name'],
])('%s is no hub address', (url, message) => {
  expect(() => checkHubUrl(url)).toThrow(message);
});

test.each([
  ['nothing is there', {}, ['address of the hub', 'a key']],
  ['no key', { hub_url: 'http://h', server_id: 's' }, ['a key']],
  ['a key without an id', { hub_url: 'http://h', api_key: 'k' }, ['the id of this machine']],
  ['a token is enough', { hub_url: 'http://h', token: 't' }, []],
])('missing when %s', (_, file, expected) => {
  const missing = missingForReporting(read(file));
  expect(missing).toHaveLength(expected.length);
  expected.forEach((part, index) => {
    expect(missing[index]).toContain(part);
  });
});
