import { openDatabase } from '../../../db/open.ts';
import { createLog } from '../log.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { openMetrics } from './index.ts';
import { report } from './test-metrics.ts';

const MINUTE_MS = 60_000;
/** More than one write of the seal holds: blocks of the first are there while the rows are, too. */
const SERVERS = 120;
const MINUTES_PER_COMMIT = 30;

/**
 * For the process test: stores reports without end, seals what is due after each commit, and prints the
 * minutes whose commit was acknowledged. Arguments: database file, first minute.
 */
async function run(path: string, firstMinute: number): Promise<never> {
  const database = await openDatabase(`file:${path}`);
  const settings = { ...DEFAULT_SETTINGS, retention_raw_days: 3660 };
  const metrics = await openMetrics({ database, log: createLog('error'), settings: () => settings });
  for (let minute = firstMinute; ; minute += MINUTES_PER_COMMIT) {
    const reports = Array.from({ length: MINUTES_PER_COMMIT * SERVERS }, (_, i) => {
      const own = minute + Math.floor(i / SERVERS);
      return report(`server-${i % SERVERS}`, own * MINUTE_MS, own % 100);
    });
    await database.write(metrics.append(reports));
    metrics.committed(reports);
    process.stdout.write(`${minute + MINUTES_PER_COMMIT}\n`);
    await metrics.seal((minute + MINUTES_PER_COMMIT) * MINUTE_MS);
  }
}

const [path, firstMinute] = process.argv.slice(2);
if (path && firstMinute) await run(path, Number(firstMinute));
