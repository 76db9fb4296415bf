import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Not among the project's packages: 176 MB that nobody but this benchmark needs. */
const VERSION = '13.5.0';
const FOLDER = join(tmpdir(), `porchlight-lighthouse-${VERSION}`);
const FLAGS = '--headless=new --no-sandbox --disable-quic --disable-background-networking';

function ensureLighthouse(): string {
  const program = join(FOLDER, 'node_modules', 'lighthouse', 'cli', 'index.js');
  if (existsSync(program)) return program;
  console.error(`installing lighthouse ${VERSION} into ${FOLDER}`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{}');
  execFileSync('npm', ['install', '--prefix', FOLDER, `lighthouse@${VERSION}`], { stdio: 'ignore' });
  return program;
}

export interface LighthouseReport {
  /** 0–100 by category id. */
  scores: Record<string, number>;
  /** Ids of the audits that failed, for whoever wants to know why. */
  failed: string[];
}

interface RawReport {
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { score: number | null; scoreDisplayMode: string }>;
}

/** Lighthouse's own judgement of a page that a signed-in person sees. @throws Error when it could not run */
export function lighthouse(url: string, cookie: string, categories: readonly string[]): LighthouseReport {
  const program = ensureLighthouse();
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-report-'));
  const output = join(folder, 'report.json');
  const args = [
    program,
    url,
    '--quiet',
    '--output=json',
    `--output-path=${output}`,
    `--chrome-flags=${FLAGS}`,
  ];
  const asked = [
    `--only-categories=${categories.join(',')}`,
    `--extra-headers=${JSON.stringify({ Cookie: cookie })}`,
  ];
  const env = { CHROME_PATH: '/usr/bin/chromium', ...process.env };
  const { status, stderr } = spawnSync(process.execPath, [...args, ...asked], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`Lighthouse failed: ${stderr}`);
  const report = JSON.parse(readFileSync(output, 'utf8')) as RawReport;
  rmSync(folder, { recursive: true });
  const scores = Object.entries(report.categories).map(([id, { score }]) => [
    id,
    Math.round((score ?? 0) * 100),
  ]);
  const failed = Object.entries(report.audits).filter(
    ([, { score, scoreDisplayMode }]) => scoreDisplayMode === 'binary' && score === 0,
  );
  return { scores: Object.fromEntries(scores), failed: failed.map(([id]) => id) };
}
