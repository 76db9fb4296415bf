import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keptFilesIn, numberedName } from './kept-files.ts';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'agent-files-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(folder, { recursive: true });
});

describe('kept files', () => {
  it('lists the numbered ones by number and leaves the others alone', () => {
    const files = keptFilesIn(folder);
    files.write(numberedName(10), 'four');
    files.write(numberedName(9), 'ü');
    files.write('boot-times.json', '{}');
    fs.writeFileSync(join(folder, '7.json'), 'by hand');
    expect(files.list()).toEqual([
      { name: '000000000009.json', number: 9, bytes: 2 },
      { name: '000000000010.json', number: 10, bytes: 4 },
    ]);
  });

  it('reads what was written, and null for what is not there', () => {
    const files = keptFilesIn(folder);
    files.write('a', 'first');
    files.write('a', 'second');
    expect([files.read('a'), files.read('b')]).toEqual(['second', null]);
    files.remove('a');
    files.remove('a');
    expect(files.read('a')).toBeNull();
  });

  it('is on disk before it has its name, and the name is on disk before it counts as written', () => {
    const calls: string[] = [];
    const { fsyncSync, renameSync } = fs;
    vi.spyOn(fs, 'fsyncSync').mockImplementation((file) => {
      calls.push(`sync ${fs.fstatSync(file).isDirectory() ? 'folder' : 'file'}`);
      fsyncSync(file);
    });
    vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      calls.push('rename');
      renameSync(from, to);
    });
    keptFilesIn(folder).write('a', 'text');
    expect(calls).toEqual(['sync file', 'rename', 'sync folder']);
  });

  it('makes its folder, for this user alone, and lists nothing before', () => {
    const path = join(folder, 'deep', 'state');
    const files = keptFilesIn(path);
    expect(files.list()).toEqual([]);
    files.prepare();
    expect(fs.statSync(path).mode & 0o777).toBe(0o700);
  });

  it('makes its folder again when somebody removed it in the middle', () => {
    const files = keptFilesIn(join(folder, 'state'));
    files.prepare();
    fs.rmSync(files.path, { recursive: true });
    files.write(numberedName(1), 'text');
    expect(files.list()).toHaveLength(1);
  });

  it('says at once when the folder cannot be made', () => {
    fs.writeFileSync(join(folder, 'file'), '');
    expect(() => keptFilesIn(join(folder, 'file', 'state')).prepare()).toThrow('ENOTDIR');
  });
});
