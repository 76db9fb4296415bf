import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/collector/metrics/index.ts';
import { DAY_MS } from './fleet.ts';

/** promtool makes larger blocks when told so; a server compacts to about this at 30 days of retention. */
const BLOCK_DAYS = 3;

function line(report: Report, i: number): string {
  const [metric, subject = ''] = (report.names[i] ?? '').split(':');
  const labels = `{server="${report.serverId}",subject="${subject}"}`;
  return `${metric}${labels} ${report.values[i]} ${(report.at / 1000).toFixed(3)}`;
}

/** The reports as OpenMetrics text, each metric's samples together. */
function openMetricsText(reports: readonly Report[]): string {
  const lines = reports.flatMap((report) => report.names.map((_, i) => line(report, i)));
  const families = Map.groupBy(lines, (text) => text.slice(0, text.indexOf('{')));
  const parts = [...families].map(([name, own]) => `# TYPE ${name} gauge\n${own.join('\n')}\n`);
  return `${parts.join('')}# EOF\n`;
}

/** Bytes of the TSDB blocks that promtool makes of the reports. */
export function prometheusBytes(minutes: Iterable<Report[]>): number {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-prometheus-'));
  const output = join(folder, 'blocks');
  mkdirSync(output);
  let pending: Report[] = [];
  const flush = () => {
    const input = join(folder, 'input.txt');
    writeFileSync(input, openMetricsText(pending));
    const duration = `--max-block-duration=${BLOCK_DAYS * 24}h`;
    const args = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', duration, input, output];
    execFileSync('promtool', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    pending = [];
  };
  const spanOf = (report: Report | undefined) => Math.floor((report?.at ?? 0) / DAY_MS / BLOCK_DAYS);
  for (const reports of minutes) {
    if (pending.length > 0 && spanOf(pending[0]) !== spanOf(reports[0])) flush();
    pending.push(...reports);
  }
  flush();
  const files = readdirSync(output, { recursive: true }).map((name) => statSync(join(output, String(name))));
  rmSync(folder, { recursive: true, force: true });
  return files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}
