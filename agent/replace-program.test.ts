import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceProgram } from './replace-program.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-replace-'));
  path = join(folder, 'agent.mjs');
  writeFileSync(path, 'old', { mode: 0o754 });
});
afterEach(() => rmSync(folder, { recursive: true }));

const NEW = Buffer.from('new');
const owner = () => {
  const { mode, uid, gid } = statSync(path);
  return { mode, uid, gid };
};

describe('replaceProgram', () => {
  it('puts the new one in place with mode and owner of the old one, and leaves nothing beside it', async () => {
    const before = owner();
    await replaceProgram(path, NEW, async () => undefined);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(owner()).toEqual(before);
    expect(readdirSync(folder)).toEqual(['agent.mjs']);
  });

  it('shows the whole new one for checking while the old one is still in place', async () => {
    await replaceProgram(path, NEW, async (file) => {
      expect(file).toMatch(/\.mjs$/);
      expect(readFileSync(file, 'utf8')).toBe('new');
      expect(statSync(file).mode & 0o777).toBe(0o754);
      expect(readFileSync(path, 'utf8')).toBe('old');
    });
    expect.assertions(4);
  });

  it('keeps the old one when the check fails, and says what the check said', async () => {
    const attempt = replaceProgram(path, NEW, async () => {
      throw new Error('it does not start');
    });
    await expect(attempt).rejects.toThrow('it does not start');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['agent.mjs']);
  });

  it('starts anew over what a power cut left', async () => {
    writeFileSync(join(folder, 'agent.new.mjs'), 'half');
    await replaceProgram(path, NEW, async (file) => expect(readFileSync(file, 'utf8')).toBe('new'));
    expect(readdirSync(folder)).toEqual(['agent.mjs']);
  });

  it('says so when there is no such program', async () => {
    rmSync(path);
    await expect(replaceProgram(path, NEW, async () => undefined)).rejects.toThrow('could not be changed');
    expect(readdirSync(folder)).toEqual([]);
  });
});
