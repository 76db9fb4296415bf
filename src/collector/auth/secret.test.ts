import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../tests/factories.ts';
import { loadSecret } from './secret.ts';
import { hashToken, newToken } from './token.ts';

let folder: ReturnType<typeof temporaryFolder>;
let database: string;
beforeEach(() => {
  folder = temporaryFolder();
  database = join(folder.path, 'porchlight.db');
});
afterEach(() => folder.remove());

describe('loadSecret', () => {
  it('takes the one that is given and writes nothing', () => {
    expect(loadSecret('given', database)).toBe('given');
    expect(() => statSync(join(folder.path, 'secret'))).toThrow();
  });

  it('makes one beside the database that only its owner can read, and keeps it', () => {
    const made = loadSecret(undefined, database);
    expect(made.length).toBeGreaterThanOrEqual(43);
    expect(statSync(join(folder.path, 'secret')).mode & 0o777).toBe(0o600);
    expect(loadSecret(undefined, database)).toBe(made);
  });

  it.each(['', '\n', 'cut-short\n'])(
    'refuses a file that holds %j, because a known default would be used',
    (content) => {
      const path = join(folder.path, 'secret');
      writeFileSync(path, content);
      expect(() => loadSecret(undefined, database)).toThrow(path);
      expect(readFileSync(path, 'utf8')).toBe(content);
    },
  );

  it('needs one where the database is not a local file', () => {
    expect(() => loadSecret(undefined, null)).toThrow('PORCHLIGHT_SECRET');
  });
});

describe('a token', () => {
  it('has 256 random bits and says what it is for', () => {
    expect(newToken('ple')).toMatch(/^ple_[A-Za-z0-9_-]{43}$/);
    expect(newToken('pl')).not.toBe(newToken('pl'));
  });

  it('is stored as its SHA-256', () => {
    expect(hashToken('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  });
});
