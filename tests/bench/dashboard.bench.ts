import { type Browser, chromium, type Page } from 'playwright';
import { SERVERS } from '../fifty-servers.ts';
import { inFolder } from '../in-folder.ts';
import { lighthouse } from './lighthouse.ts';
import { type OwnedHub, startOwnedHub, withFiftyServers } from './owned-hub.ts';
import { type BenchRow, median } from './row.ts';

const BYTES_BUDGET = 80_000;
const LCP_BUDGET_MS = 1500;
const SCORE_BUDGET = 95;
const LOADS = 5;
const SETTLE_MS = 2000;
const CATEGORIES = ['accessibility', 'best-practices'];

/** A slow phone as Lighthouse takes it: slow 4G (150 ms round trip, 1.6 Mbit/s down, 750 kbit/s up), a quarter of this CPU. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const CPU_SLOWDOWN = 4;
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true };

interface Load {
  bytes: number;
  lcpMs: number;
}

/** Milliseconds from navigation to the largest paint. */
function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
}

/** One visit with an empty cache. */
async function load(browser: Browser, hub: OwnedHub): Promise<Load> {
  const context = await browser.newContext({ ...PHONE, extraHTTPHeaders: { Cookie: hub.cookie } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.goto(hub.url);
  await page.waitForTimeout(SETTLE_MS);
  const cards = await page.getByRole('article').count();
  if (cards !== SERVERS) throw new Error(`${cards} cards on the dashboard`);
  const lcpMs = await largestPaint(page);
  await context.close();
  return { bytes, lcpMs };
}

function row(what: string, measured: number, unit: string, budget: string, met: boolean): BenchRow {
  return {
    what: `dashboard of ${SERVERS} servers, ${what}`,
    measured,
    unit,
    reference: null,
    ratio: null,
    budget,
    met,
  };
}

function scoreRows(hub: OwnedHub): BenchRow[] {
  const { scores, failed } = lighthouse(hub.url, hub.cookie, CATEGORIES);
  if (failed.length > 0) console.error(`Lighthouse found: ${failed.join(', ')}`);
  return CATEGORIES.map((category) => {
    const score = scores[category] ?? 0;
    return row(`Lighthouse ${category}`, score, 'of 100', `≥ ${SCORE_BUDGET}`, score >= SCORE_BUDGET);
  });
}

/** The dashboard as a phone on a slow network gets it, and as Lighthouse judges it. */
export async function run(): Promise<BenchRow[]> {
  return inFolder(async (folder) => {
    const hub = await startOwnedHub(folder, withFiftyServers);
    const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] });
    const loads: Load[] = [];
    for (let i = 0; i < LOADS; i += 1) loads.push(await load(browser, hub));
    await browser.close();
    const bytes = Math.max(...loads.map((one) => one.bytes));
    const lcp = median(loads.map(({ lcpMs }) => lcpMs));
    const rows = [
      row('all bytes', bytes / 1000, 'KB', `≤ ${BYTES_BUDGET / 1000} KB`, bytes <= BYTES_BUDGET),
      row('largest paint on a slow phone', lcp, 'ms', `< ${LCP_BUDGET_MS} ms`, lcp < LCP_BUDGET_MS),
      ...scoreRows(hub),
    ];
    await hub.stop();
    return rows;
  });
}
