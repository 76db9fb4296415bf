import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAgentRelease, plainOrigin } from './agent-release.ts';
import { AppError } from './errors.ts';

let folder = '';
beforeAll(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'release-')), 'agent');
  mkdirSync(folder);
  writeFileSync(join(folder, 'porchlight-agent.mjs'), 'program');
  writeFileSync(join(folder, 'install.sh'), "HUB_URL='@HUB_URL@'\nAGENT_SHA256='@AGENT_SHA256@'\n");
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true }));

const SHA256 = createHash('sha256').update('program').digest('hex');

describe('openAgentRelease', () => {
  it('signs version and checksum of the program, and says what it signed first', () => {
    const { manifest, program } = openAgentRelease(folder, '1.2.3', (text) => `signed ${text}`);
    expect(String(program)).toBe('program');
    expect(manifest).toEqual({
      version: '1.2.3',
      sha256: SHA256,
      signature: `signed porchlight-agent release\n1.2.3\n${SHA256}\n`,
    });
  });

  it('fills address and checksum into the installer', () => {
    const { installScript } = openAgentRelease(folder, '1.2.3', () => '');
    expect(installScript('http://hub:8080')).toBe(`HUB_URL='http://hub:8080'\nAGENT_SHA256='${SHA256}'\n`);
  });
});

describe('plainOrigin', () => {
  it.each([
    ['http://hub:8080/api/v1/servers?x=1', 'http://hub:8080'],
    ['https://Porch.Example', 'https://porch.example'],
    ['http://192.0.2.7:8080', 'http://192.0.2.7:8080'],
    ['http://[fe80::1]:8080', 'http://[fe80::1]:8080'],
    ['http://my_hub:8080', 'http://my_hub:8080'],
    ['http://müller.example', 'http://xn--mller-kva.example'],
  ])('of %s is %s', (address, origin) => {
    expect(plainOrigin(address)).toBe(origin);
  });

  it.each([
    'http://a$(id)',
    'http://a`id`',
    "http://a';id;'",
    'http://a"b',
    'http://a;b',
    'http://a&b',
    'http://undefined host',
    'http://',
    'ftp://hub',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '',
  ])('does not let "%s" into a script', (address) => {
    expect(() => plainOrigin(address)).toThrow(AppError);
  });
});
