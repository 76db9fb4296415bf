// Runs before every npm script, on whatever Node the machine has: installs and builds only when something changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = [
  'agent',
  'astro.config.mjs',
  'db',
  'package-lock.json',
  'package.json',
  'public',
  'scripts/build.mjs',
  'src',
  'tsconfig.json',
];

function run(command, args) {
  const PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH, ASTRO_TELEMETRY_DISABLED: '1' };
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** npm writes this file last, so a killed install does not pass for a finished one. */
function isInstalled() {
  const mark = join(root, 'node_modules', '.package-lock.json');
  return existsSync(mark) && statSync(mark).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function* filesOf(path) {
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort()) yield* filesOf(join(path, name));
}

function stampOfSources() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesOf(join(root, source))) {
      if (!file.includes('.test.'))
        hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

if (!isInstalled()) {
  console.log('Installing packages (once, about a minute) …');
  run('npm', ['ci', '--no-audit', '--no-fund']);
  // An unchanged package tree leaves npm's mark untouched; then the lock file would look newer for ever.
  const mark = join(root, 'node_modules', '.package-lock.json');
  writeFileSync(mark, readFileSync(mark));
}

if (process.argv.includes('--build')) {
  const stampFile = join(root, 'dist', '.stamp');
  const stamp = stampOfSources();
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    console.log('Building …');
    run('node', ['scripts/build.mjs']);
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  }
}
