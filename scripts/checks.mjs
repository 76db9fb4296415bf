// The static checks, in one list for `verify` and `test`.
import { spawnSync } from 'node:child_process';

export const CHECKS = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['node', 'node_modules/typescript7/bin/tsc', '--noEmit', '-p', '.'] },
  { name: 'types of pages', command: ['astro', 'check', '--minimumFailingSeverity', 'warning'] },
];

/** Runs each check and answers how many passed and failed. */
export function runChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, command } of CHECKS) {
    const [program = '', ...args] = command;
    const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
    const { status } = spawnSync(program, args, { stdio: 'inherit', env });
    console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
    counts[status === 0 ? 'passed' : 'failed'] += 1;
  }
  return counts;
}
