import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../tests/factories.ts';
import { takeLock } from './lock.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'hub.lock');
});
afterEach(() => folder.remove());

/** Field 22 of a process's stat: what tells it from a later one with its number. */
const startOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19];

describe('the lock', () => {
  it('names its holder, and is gone when it is given back', () => {
    const unlock = takeLock(path);
    expect(readFileSync(path, 'utf8')).toBe(`${process.pid} ${startOf(process.pid)}\n`);
    unlock();
    expect(existsSync(path)).toBe(false);
    unlock();
  });

  it('keeps off a second process while the first lives, and not afterwards', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const pid = other.pid ?? 0;
    const held = `${pid} ${startOf(pid)}\n`;
    writeFileSync(path, held);
    expect(() => takeLock(path)).toThrow(`process ${pid}`);
    expect(readFileSync(path, 'utf8')).toBe(held);
    other.kill();
    await once(other, 'exit');
    takeLock(path)();
  });

  it.each([
    { what: 'a process that is gone', content: '999999999 12345\n' },
    { what: 'a number that belongs to a later process', content: '1 999999999999\n' },
    { what: 'nobody, because the file is empty', content: '' },
    { what: 'nobody, because the file is not a lock', content: 'hello world\n' },
  ])('is taken over from $what', ({ content }) => {
    writeFileSync(path, content);
    takeLock(path);
    expect(readFileSync(path, 'utf8')).toContain(`${process.pid} `);
  });
});
