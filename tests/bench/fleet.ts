import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../../db/migrate.ts';
import { type Database, openDatabase } from '../../db/open.ts';
import { createLog } from '../../src/collector/log.ts';
import { type Metrics, openMetrics, type Report } from '../../src/collector/metrics/index.ts';
import { DEFAULT_SETTINGS } from '../../src/collector/settings.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Numbers in [0, 1) that are the same in every run (xorshift32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** 17 core series and three with a subject, as an agent sends them. */
export const NAMES = [
  'cpu_percent',
  'cpu_iowait_percent',
  'memory_percent',
  'memory_used_gb',
  'memory_total_gb',
  'swap_percent',
  'disk_percent',
  'disk_used_gb',
  'disk_total_gb',
  'network_rx_bytes',
  'network_tx_bytes',
  'load_1m',
  'load_5m',
  'load_15m',
  'uptime_seconds',
  'updates_available',
  'security_updates',
  'mount_percent:/data',
  'mount_used_gb:/data',
  'temperature_celsius:cpu',
] as const;

/** Next values of a machine, one call per minute. `busy`: 1 for one that works hard, 0 for one that idles. */
export function machine(random: () => number, busy: number): (minute: number) => number[] {
  const noise = () => random() + random() + random() - 1.5;
  const state = { cpu: 3, memory: 40, disk: 400, rx: 1e9, tx: 1e8, load5: 0.1, load15: 0.1, heat: 38 };
  const to = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;
  return (minute) => {
    const day = Math.sin((minute / 1440) * 2 * Math.PI);
    const isActive = busy === 1 || random() < 0.01;
    if (isActive) {
      state.cpu += (30 + 15 * day - state.cpu) * 0.3 * busy + noise() * (1 + 7 * busy);
      state.memory += noise() * (0.05 + 0.5 * busy) + (40 - state.memory) * 0.01;
      state.disk += random() * 0.02 * busy;
    }
    state.cpu = Math.min(100, Math.max(0.5, state.cpu));
    state.rx += busy === 1 ? Math.round(4e6 * Math.exp(2 * noise())) : isActive ? 1480 : 0;
    state.tx += busy === 1 ? Math.round(9e5 * Math.exp(2 * noise())) : isActive ? 640 : 0;
    const load = Math.max(0, state.cpu / 25 + noise() * 0.3 * busy);
    state.load5 += (load - state.load5) * 0.2;
    state.load15 += (load - state.load15) * 0.07;
    state.heat += (36 + state.cpu / 4 - state.heat) * 0.2 + noise() * 0.6 * busy;
    const iowait = busy * Math.max(0, noise() * 3);
    const percent = to(state.disk / 10, 1);
    const used = to(state.disk, 2);
    return [
      ...[to(state.cpu, 1), to(iowait, 1), to(state.memory, 1), to(state.memory * 0.16, 2), 16, 0.3],
      ...[percent, used, 1000, state.rx, state.tx, to(load, 2), to(state.load5, 2), to(state.load15, 2)],
      ...[100_000 + minute * 60, 12 + Math.floor(minute / 3000), 0, percent, used, to(state.heat, 1)],
    ];
  };
}

/**
 * The reports of a fleet, one list per minute. Agents keep their own offset but do not jitter: that would
 * cost Prometheus 2 bytes per sample, and its own scraper levels it out.
 */
export function* fleet(servers: number, days: number, from: number, busy: number): Generator<Report[]> {
  const random = seeded(42 + busy);
  const machines = Array.from({ length: servers }, () => machine(random, busy));
  const offsets = machines.map(() => Math.floor(random() * MINUTE_MS));
  for (let minute = 0; minute < days * 1440; minute++) {
    yield machines.map((next, i) => ({
      clientId: 'client-1',
      serverId: `server-${i}`,
      at: from + minute * MINUTE_MS + (offsets[i] ?? 0),
      names: NAMES,
      values: next(minute),
    }));
  }
}

export interface OpenStore {
  database: Database;
  metrics: Metrics;
  path: string;
  remove: () => Promise<void>;
}

/** The real store on a file of its own. */
export async function openStore(): Promise<OpenStore> {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-bench-'));
  const path = join(folder, 'porchlight.db');
  const database = await openDatabase(`file:${path}`);
  await migrateDatabase(database);
  const settings = DEFAULT_SETTINGS;
  const metrics = await openMetrics({ database, log: createLog('warn'), settings: () => settings });
  const remove = async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { database, metrics, path, remove };
}

/** Stores minutes of reports as the hub does, but many minutes per commit, and seals every `sealMs`. */
export async function store(
  { database, metrics }: OpenStore,
  minutes: Iterable<Report[]>,
  sealMs = DAY_MS / 6,
): Promise<void> {
  let batch: Report[] = [];
  let sealedAt = 0;
  const flush = async () => {
    const now = Math.max(...batch.map((report) => report.at));
    await database.write(metrics.append(batch));
    metrics.committed(batch);
    batch = [];
    if (now - sealedAt < sealMs) return;
    await metrics.seal(now);
    sealedAt = now;
  };
  for (const reports of minutes) {
    batch.push(...reports);
    if (batch.length >= 1000) await flush();
  }
  if (batch.length > 0) await flush();
}
