import { type KeptFile, type KeptFiles, numberedName } from './kept-files.ts';
import type { Log } from './log.ts';
import { createOnceLog } from './once-log.ts';
import { type Limit, surplus } from './surplus.ts';
import { type Owner, parseBootTimes, parseKept, settled, toKept, type Waiting } from './waiting.ts';

export interface BacklogLimits {
  disk: Limit;
  memory: Limit;
  /** One request holds no more: what it takes in memory is many times that, and a slow link must carry it. */
  batchBytes: number;
}

const LIMITS: BacklogLimits = {
  // A week at one heartbeat a minute, a day at one every ten seconds.
  disk: { count: 10_000, bytes: 64_000_000 },
  // A day at one a minute.
  memory: { count: 1_440, bytes: 6_000_000 },
  batchBytes: 250_000,
};

/**
 * Heartbeats that wait for the hub, oldest first. What is added waits in memory until `keep` moves it to disk:
 * while the hub answers nothing is written, which spares the memory cards of small machines.
 */
export interface Backlog {
  readonly size: number;
  add: (waiting: Waiting) => void;
  /**
   * Dates for good what was taken since that start of the machine before the hub's time was known. The first
   * word counts, also after a restart of the agent: with another date the hub would store a heartbeat twice.
   */
  date: (bootId: string, bootAtMs: number) => void;
  /** The oldest ones as JSON, at most so many and no more than one request may hold; they stay in. */
  oldest: (limit: number) => string[];
  /** Forgets the oldest ones, after they were delivered or refused. */
  drop: (count: number) => void;
  /** Moves to disk what is in memory; what the disk does not take stays there. */
  keep: () => void;
  /** Forgets all. */
  clear: () => void;
}

export interface BacklogOptions {
  /** Null: in memory alone. */
  files: KeptFiles | null;
  owner: Owner;
  log: Log;
  limits?: BacklogLimits;
}

const BOOT_TIMES = 'boot-times.json';

interface State extends BacklogOptions {
  limits: BacklogLimits;
  kept: KeptFile[];
  fresh: Waiting[];
  bootTimes: Map<string, number>;
  sayOnce: Log;
  /** Since the hub took the last report that waited. */
  hasGivenUp: boolean;
}

function sayNotWritable({ files, limits, sayOnce }: State, error: unknown): void {
  // What follows the comma names the call, which differs while the trouble is the same.
  const [reason] = (error as Error).message.split(',');
  sayOnce(
    `Reports cannot be kept in ${files?.path} (${reason}). While the hub is away up to ` +
      `${limits.memory.count} wait in memory, and are lost when the agent ends. Let the agent's user write there, ` +
      'or name another folder in STATE_DIRECTORY',
  );
}

function open(state: State): void {
  const { files, kept, bootTimes, log } = state;
  if (!files) return;
  try {
    kept.push(...files.list());
    for (const [bootId, ms] of parseBootTimes(files.read(BOOT_TIMES))) bootTimes.set(bootId, ms);
    files.prepare();
  } catch (error) {
    sayNotWritable(state, error);
  }
  if (kept.length > 0) log(`${kept.length} report(s) from before wait for the hub`);
}

/** A disk that has become read-only must not hold up the rest: after a restart the hub is sent it once more. */
function remove({ files }: State, name: string): void {
  try {
    files?.remove(name);
  } catch {
    // Forgotten all the same.
  }
}

function removeKept(state: State, gone: readonly KeptFile[]): void {
  for (const { name } of gone) remove(state, name);
  state.kept = state.kept.filter((file) => !gone.includes(file));
  if (state.kept.length === 0 && gone.length > 0) remove(state, BOOT_TIMES);
}

/** Null, with a line in the log, when the file holds nothing that can be sent. */
function readKept({ files, owner, sayOnce }: State, { name }: KeptFile): Waiting | null {
  try {
    return parseKept(files?.read(name) ?? '', owner);
  } catch (error) {
    sayOnce(`A report that was kept is dropped: ${(error as Error).message}`);
    return null;
  }
}

/** Those on disk are older than those in memory. Read one by one: a day of them would fill the memory. */
function* oldestFirst(state: State): Generator<Waiting> {
  for (const file of state.kept) {
    const waiting = readKept(state, file);
    if (waiting) yield waiting;
    else removeKept(state, [file]);
  }
  yield* state.fresh;
}

function oldest(state: State, limit: number): string[] {
  const batch: string[] = [];
  let bytes = 0;
  for (const waiting of oldestFirst(state)) {
    bytes += waiting.json.length;
    if (batch.length > 0 && bytes > state.limits.batchBytes) return batch;
    batch.push(settled(waiting, state.bootTimes).json);
    if (batch.length === limit) return batch;
  }
  return batch;
}

function drop(state: State, count: number): void {
  const gone = state.kept.slice(0, count);
  removeKept(state, gone);
  state.fresh.splice(0, count - gone.length);
  if (state.kept.length + state.fresh.length === 0) state.hasGivenUp = false;
}

function trim(state: State): void {
  const { kept, fresh, limits, log } = state;
  const old = surplus(kept, limits.disk);
  const lost = surplus(
    fresh.map(({ json }) => ({ bytes: json.length })),
    limits.memory,
  );
  removeKept(state, kept.slice(0, old));
  fresh.splice(0, lost);
  if (old + lost === 0 || state.hasGivenUp) return;
  log('The hub is away for too long: from now on the oldest reports are given up');
  state.hasGivenUp = true;
}

function write(state: State, files: KeptFiles, waiting: Waiting): void {
  const text = toKept(settled(waiting, state.bootTimes), state.owner);
  const number = (state.kept.at(-1)?.number ?? 0) + 1;
  const name = numberedName(number);
  files.write(name, text);
  state.kept.push({ name, number, bytes: Buffer.byteLength(text) });
}

function keep(state: State): void {
  const { files, fresh } = state;
  if (!files || fresh.length === 0) return;
  try {
    for (const waiting of [...fresh]) {
      write(state, files, waiting);
      fresh.shift();
    }
  } catch (error) {
    sayNotWritable(state, error);
  }
  trim(state);
}

function date(state: State, bootId: string, bootAtMs: number): void {
  const { files, bootTimes, kept } = state;
  if (bootTimes.has(bootId)) return;
  bootTimes.set(bootId, bootAtMs);
  if (!files || kept.length === 0) return;
  try {
    files.write(BOOT_TIMES, JSON.stringify(Object.fromEntries(bootTimes)));
  } catch (error) {
    sayNotWritable(state, error);
  }
}

/** Opens what was kept before. Never throws: where the disk does not play along, memory must do. */
export function openBacklog(options: BacklogOptions): Backlog {
  const state: State = {
    limits: LIMITS,
    ...options,
    kept: [],
    fresh: [],
    bootTimes: new Map(),
    sayOnce: createOnceLog(options.log),
    hasGivenUp: false,
  };
  open(state);
  const size = () => state.kept.length + state.fresh.length;
  return {
    get size() {
      return size();
    },
    add: (waiting) => {
      state.fresh.push(waiting);
      trim(state);
    },
    date: (bootId, bootAtMs) => date(state, bootId, bootAtMs),
    oldest: (limit) => oldest(state, limit),
    drop: (count) => drop(state, count),
    keep: () => keep(state),
    clear: () => drop(state, size()),
  };
}
