import { execFileSync, spawnSync } from 'node:child_process';

/** Installs Debian's package when promtool is not there. */
export function ensurePromtool(): void {
  if (spawnSync('promtool', ['--version']).status === 0) return;
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'prometheus'], { stdio: 'inherit' });
}

/** What promtool has against a text of metrics; empty when nothing. */
export function promtoolComplaints(text: string): string {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input: text,
    encoding: 'utf8',
  });
  return status === 0 ? `${stdout}${stderr}` : `${stdout}${stderr}exit ${status}`;
}
