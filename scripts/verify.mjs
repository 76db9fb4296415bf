// Before each commit: format, lint, types and unit tests. Seconds, no network.
import { spawnSync } from 'node:child_process';
import { runChecks } from './checks.mjs';

const { failed } = runChecks();
const { status } = spawnSync('vitest', ['run', '--project', 'unit'], { stdio: 'inherit' });
process.exit(failed > 0 || status !== 0 ? 1 : 0);
