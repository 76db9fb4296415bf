import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHost, readRequired } from './host.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agent-host-'));
  writeFileSync(join(folder, 'full'), 'text\n');
  writeFileSync(join(folder, 'empty'), ' \n');
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
