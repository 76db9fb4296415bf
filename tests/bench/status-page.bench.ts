import { brotliCompressSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright';
import { addFamilyPage, FAMILY_COMPONENTS } from '../family-page.ts';
import { type Running, startHub } from '../hub-process.ts';
import { inFolder } from '../in-folder.ts';
import { type Nginx, startNginx } from './nginx.ts';
import { KEY, prepareHub } from './owned-hub.ts';
import { ranSeconds } from './ran-seconds.ts';
import { keepAsking } from './raw-requests.ts';
import { handMadePage } from './reference/hand-made-page.ts';
import { type BenchRow, median } from './row.ts';

const PATH = '/status/en';
const BYTES_BUDGET = 15_000;
const PAINT_BUDGET = 1.5;
const CPU_BUDGET = 2;
const LOADS = 9;
const SETTLE_MS = 1500;
const CONNECTIONS = 20;
const WARM_UP = 20_000;
const REQUESTS = 60_000;
const ROUNDS = 3;

/** A slow phone as Lighthouse takes it: slow 4G (150 ms round trip, 1.6 Mbit/s down, 750 kbit/s up), a quarter of this CPU. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const CPU_SLOWDOWN = 4;
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true };

interface Load {
  bytes: number;
  paintMs: number;
}

const firstPaint = (page: Page): Promise<number> =>
  page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN);

/** One visit with an empty cache. */
async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.goto(url);
  await page.waitForTimeout(SETTLE_MS);
  const paintMs = await firstPaint(page);
  await context.close();
  return { bytes, paintMs };
}

/** The page and the hand-made one in turn, so that both meet the same machine. */
async function browse(hub: Running): Promise<BenchRow[]> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] });
  const handMade = brotliCompressSync(handMadePage());
  return inFolder(async (folder) => {
    const nginx = await startNginx(folder, 'page', handMade);
    const ours: Load[] = [];
    const theirs: Load[] = [];
    for (let i = 0; i < LOADS; i += 1) {
      theirs.push(await load(browser, `http://127.0.0.1:${nginx.port}/page`));
      ours.push(await load(browser, `http://127.0.0.1:${hub.port}${PATH}`));
    }
    await browser.close();
    await nginx.stop();
    return browserRows(ours, theirs);
  });
}

function browserRows(ours: readonly Load[], theirs: readonly Load[]): BenchRow[] {
  const bytes = Math.max(...ours.map((one) => one.bytes));
  const [paint, reference] = [ours, theirs].map((loads) => median(loads.map(({ paintMs }) => paintMs)));
  const ratio = (paint ?? Number.NaN) / (reference ?? Number.NaN);
  const weight = Math.max(...theirs.map((one) => one.bytes)) / 1000;
  return [
    {
      what: `status page, ${FAMILY_COMPONENTS.length} components, all bytes`,
      measured: bytes / 1000,
      unit: 'KB',
      reference: { what: 'a hand-made page', value: weight },
      ratio: bytes / 1000 / weight,
      budget: `≤ ${BYTES_BUDGET / 1000} KB`,
      met: bytes <= BYTES_BUDGET,
    },
    {
      what: 'status page, first paint on a slow phone',
      measured: paint ?? Number.NaN,
      unit: 'ms',
      reference: { what: 'a hand-made page', value: reference ?? Number.NaN },
      ratio,
      budget: `≤ ${PAINT_BUDGET} ×`,
      met: ratio <= PAINT_BUDGET,
    },
  ];
}

/** CPU microseconds that a server takes for each request. */
async function cpuOf({ port, pid }: Pick<Nginx, 'port' | 'pid'>, path: string): Promise<number> {
  await keepAsking(port, path, CONNECTIONS, WARM_UP);
  const before = ranSeconds(pid);
  await keepAsking(port, path, CONNECTIONS, REQUESTS);
  return ((ranSeconds(pid) - before) / REQUESTS) * 1e6;
}

/** The hub and nginx with the hub's own bytes, in turn. */
async function serve(hub: Running): Promise<BenchRow> {
  const answered = await fetch(`http://127.0.0.1:${hub.port}${PATH}`, {
    headers: { 'Accept-Encoding': 'identity' },
  });
  const bytes = brotliCompressSync(Buffer.from(await answered.arrayBuffer()));
  return inFolder(async (folder) => {
    const nginx = await startNginx(folder, 'page', bytes);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let i = 0; i < ROUNDS; i += 1) {
      theirs.push(await cpuOf(nginx, '/page'));
      ours.push(await cpuOf(hub, PATH));
    }
    await nginx.stop();
    const [measured, reference] = [median(ours), median(theirs)];
    return {
      what: 'status page, CPU per request',
      measured,
      unit: 'µs',
      reference: { what: 'nginx serving the same bytes', value: reference },
      ratio: measured / reference,
      budget: `≤ ${CPU_BUDGET} ×`,
      met: measured / reference <= CPU_BUDGET,
    };
  });
}

/** The family's page as a phone on a slow network gets it, and what each answer costs the hub. */
export async function run(): Promise<BenchRow[]> {
  return inFolder(async (folder) => {
    await prepareHub(folder, addFamilyPage);
    const hub = await startHub(folder, KEY);
    const rows = [...(await browse(hub)), await serve(hub)];
    await hub.stop();
    return rows;
  });
}
