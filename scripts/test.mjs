// Everything that must hold: static checks, unit tests, tests across modules and processes, browser tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './checks.mjs';

const BROWSERS = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The browser tests need one; on Debian as root it is installed here. */
function ensureBrowser() {
  const found = () => BROWSERS.find((path) => path && existsSync(path));
  if (!found() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the browser tests …');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const path = found();
  if (!path) {
    console.error('The browser tests need Chromium: install it, or set CHROMIUM_PATH.');
    process.exit(3);
  }
  return path;
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** A runner that left no report has failed, whatever else it says. */
const NO_REPORT = { passed: 0, failed: 1, skipped: 0 };

function runVitest(reportFile) {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { status } = spawnSync('vitest', args, { stdio: 'inherit' });
  const report = readReport(reportFile);
  if (!report) return NO_REPORT;
  const failed = report.numFailedTests + (status !== 0 && report.numFailedTests === 0 ? 1 : 0);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

function runPlaywright(reportFile, browser) {
  const env = { ...process.env, CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile };
  const { status } = spawnSync('playwright', ['test', '--reporter=list,json'], { stdio: 'inherit', env });
  const report = readReport(reportFile);
  if (!report) return NO_REPORT;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + (status !== 0 && unexpected + flaky === 0 ? 1 : 0);
  return { passed: expected, failed, skipped };
}

const browser = ensureBrowser();
const reports = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
const results = [
  runChecks(),
  runVitest(join(reports, 'vitest.json')),
  runPlaywright(join(reports, 'playwright.json'), browser),
];
rmSync(reports, { recursive: true });
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const skipped = sum('skipped');
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(sum('failed') > 0 ? 1 : 0);
