import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHost, readRequired } from './host.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-host-'));
  writeFileSync(join(folder, 'full'), 'text\n');
  writeFileSync(join(folder, 'empty'), ' \n');
  symlinkSync(join(folder, 'full'), join(folder, 'link'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('files below the root', () => {
  it('reads what is there', () => {
    expect(readRequired(createHost(folder), '/full')).toBe('text\n');
    expect(createHost(folder).exists('/full')).toBe(true);
  });

  it.each([
    ['/absent', '/absent does not exist on this machine'],
    ['/full/below', '/full/below does not exist on this machine'],
    ['/empty', '/empty is empty'],
  ])('%s is an error in words', (path, reason) => {
    expect(() => readRequired(createHost(folder), path)).toThrow(reason);
  });

  it('does not take another error for a missing file', () => {
    expect(() => createHost(folder).read('/')).toThrow('EISDIR');
  });

  it('measures a file system', async () => {
    const size = await createHost(folder).sizeOf('/');
    expect(size.blocks).toBeGreaterThan(size.freeBlocks);
    expect(size.blockBytes).toBeGreaterThanOrEqual(512);
  });
});

describe('programs', () => {
  const { run } = createHost();

  it('gives what they print, in a fixed language and without a shell', async () => {
    expect(await run('printenv', ['LC_ALL'], 5_000)).toBe('C\n');
    expect(await run('echo', ['$HOME; id'], 5_000)).toBe('$HOME; id\n');
  });

  it.each([
    ['is not installed', 'no-such-program', [], 'no-such-program could not be run (ENOENT)'],
    ['fails without a word', 'false', [], 'false could not be run (1)'],
    ['fails with a reason', 'ls', ['/no-such-folder'], 'No such file or directory'],
    ['does not answer', 'sleep', ['30'], 'sleep gave no answer in 0.05 s'],
  ])('one that %s is an error in words', async (_, program, args, reason) => {
    await expect(run(program, args, program === 'sleep' ? 50 : 10_000)).rejects.toThrow(reason);
  });
});

describe('programs that speak by their exit code', () => {
  const { execute } = createHost();

  it('gives what they print and how they ended', async () => {
    const { exitCode, stderr } = await execute('ls', ['/no-such-folder'], 5_000);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('No such file')]);
  });

  it.each([
    ['is not installed', 'no-such-program', 'no-such-program could not be run (ENOENT)'],
    ['does not answer', 'sleep', 'sleep gave no answer in 0.05 s'],
  ])('one that %s is an error in words', async (_, program, reason) => {
    await expect(execute(program, ['30'], 50)).rejects.toThrow(reason);
  });
});

describe('folders and links', () => {
  it('lists names in order, and nothing where there is no folder', () => {
    expect(createHost(folder).list('/')).toEqual(['empty', 'full', 'link']);
    expect(createHost(folder).list('/absent')).toEqual([]);
  });

  it('follows a link to its end, seen from the root', () => {
    expect(createHost(folder).realPath('/link')).toBe('/full');
    expect(createHost(folder).realPath('/absent')).toBeNull();
  });

  it('knows when something changed', () => {
    expect(createHost(folder).changedAt('/full')).toBeGreaterThan(Date.parse('2026-01-01T00:00:00Z'));
    expect(createHost(folder).changedAt('/absent')).toBeNull();
  });
});
