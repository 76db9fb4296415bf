import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Path of a real Node of this version, as the npm registry has it for Linux. Fetched once, some seconds and about
 * 120 MB each, into the cache that an `npm ci` empties: as dependencies they would burden every installation.
 */
export function nodeBinary(version: string): string {
  const name = `node-linux-${process.arch}`;
  const folder = resolve('node_modules/.cache', `node-${version}`);
  const binary = `${folder}/node_modules/${name}/bin/node`;
  if (!existsSync(binary)) {
    const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder];
    execFileSync('npm', ['install', ...options, `${name}@${version}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return binary;
}
