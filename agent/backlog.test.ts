import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BacklogOptions, openBacklog } from './backlog.ts';
import { keptFilesIn } from './kept-files.ts';

const OWNER = { hubUrl: 'http://hub', serverId: 'pi' };
const LIMITS = {
  disk: { count: 1_000, bytes: 1_000_000 },
  memory: { count: 1_000, bytes: 1_000_000 },
  batchBytes: 1_000_000,
};
const MINUTE = 60_000;
const START = Date.parse('2026-11-20T12:00:00Z');
const timeOf = (number: number) => new Date(START + number * MINUTE).toISOString();
const heartbeat = (number: number, more: object = {}) =>
  JSON.stringify({ server_id: 'pi', timestamp: timeOf(number), metrics: { load_1m: number }, ...more });

let folder = '';
let log: string[];
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'agent-backlog-'));
  log = [];
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(folder, { recursive: true });
});

/** The backlog of an agent that starts now, on the folder of the one before. */
const open = (options: Partial<BacklogOptions> = {}) =>
  openBacklog({ files: keptFilesIn(folder), owner: OWNER, log: (line) => log.push(line), ...options });

/** One with these heartbeats on disk. */
function kept(numbers: number[], options: Partial<BacklogOptions> = {}) {
  const backlog = open(options);
  for (const number of numbers) {
    backlog.add({ json: heartbeat(number) });
    backlog.keep();
  }
  return backlog;
}

const numbersIn = (batch: string[]) => batch.map((json) => JSON.parse(json).metrics.load_1m);
const onDisk = () => fs.readdirSync(folder).sort();

describe('a backlog', () => {
  it('gives the oldest first and keeps them until they are dropped', () => {
    const backlog = kept([1, 2]);
    backlog.add({ json: heartbeat(3) });
    expect(numbersIn(backlog.oldest(2))).toEqual([1, 2]);
    expect(numbersIn(backlog.oldest(9))).toEqual([1, 2, 3]);
    backlog.drop(1);
    expect(numbersIn(backlog.oldest(9))).toEqual([2, 3]);
    backlog.drop(2);
    expect(backlog.size).toBe(0);
    expect(backlog.oldest(9)).toEqual([]);
  });

  it('writes nothing before it is told to keep, and leaves nothing once all is delivered', () => {
    const backlog = open();
    backlog.add({ json: heartbeat(1) });
    expect(onDisk()).toEqual([]);
    backlog.keep();
    expect(onDisk()).toEqual(['000000000001.json']);
    backlog.drop(1);
    expect(onDisk()).toEqual([]);
  });

  it('survives the end of the agent, however it ends, and goes on in order', () => {
    kept([1, 2]);
    const backlog = kept([3]);
    expect(log).toEqual(['2 report(s) from before wait for the hub']);
    expect(numbersIn(backlog.oldest(9))).toEqual([1, 2, 3]);
    expect(backlog.oldest(1)).toEqual([heartbeat(1)]);
  });

  it('counts on after ten files, a hundred and so on', () => {
    kept(Array.from({ length: 12 }, (_, index) => index));
    expect(numbersIn(kept([12]).oldest(20))).toEqual(Array.from({ length: 13 }, (_, index) => index));
  });

  it('is of no use to others on the machine', () => {
    const path = join(folder, 'state');
    kept([1], { files: keptFilesIn(path) });
    expect(fs.statSync(path).mode & 0o777).toBe(0o700);
    expect(fs.statSync(join(path, '000000000001.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['two days of heartbeats on disk', 3_000, true],
    ['a day of them in memory', 1_440, false],
  ])('holds %s, one a minute', (_, minutes, isKept) => {
    vi.spyOn(fs, 'fsyncSync').mockReturnValue(undefined);
    const backlog = open();
    const json = heartbeat(1, { padding: 'x'.repeat(3_000) });
    for (let minute = 0; minute < minutes; minute += 1) {
      backlog.add({ json });
      if (isKept) backlog.keep();
    }
    expect(backlog.size).toBe(minutes);
    expect(log).toEqual([]);
  });

  it.each([
    ['stops before a request grows too large', 200, [1, 2]],
    ['still gives one that is too large by itself', 10, [1]],
    ['gives all that fit', 9_999, [1, 2, 3]],
  ])('%s', (_, batchBytes, expected) => {
    const backlog = kept([1, 2, 3], { limits: { ...LIMITS, batchBytes } });
    expect(numbersIn(backlog.oldest(9))).toEqual(expected);
  });

  it.each([
    ['number', { count: 3, bytes: 1_000_000 }],
    ['size', { count: 1_000, bytes: 3.5 * 125 }],
  ])('gives up the oldest beyond its %s on disk and says so once', (_, disk) => {
    const backlog = kept([1, 2, 3, 4, 5], { limits: { ...LIMITS, disk } });
    expect(numbersIn(backlog.oldest(9))).toEqual([3, 4, 5]);
    expect(onDisk()).toHaveLength(3);
    expect(log).toEqual(['The hub is away for too long: from now on the oldest reports are given up']);
  });

  it('forgets all at once', () => {
    const backlog = kept([1, 2]);
    backlog.add({ json: heartbeat(3) });
    backlog.clear();
    expect([backlog.size, onDisk()]).toEqual([0, []]);
  });
});

describe('what went wrong on disk', () => {
  it.each([
    ['an empty file', '', 'its file is not whole'],
    [
      'half a file',
      `{"hub_url":"http://hub","heartbeat":${heartbeat(1).slice(0, 30)}`,
      'its file is not whole',
    ],
    [
      'a report for another hub',
      `{"hub_url":"http://other","heartbeat":${heartbeat(1)}}`,
      'it is for another hub or server',
    ],
    [
      'a report of another server',
      `{"hub_url":"http://hub","heartbeat":${heartbeat(1, { server_id: 'nas' })}}`,
      'it is for another hub or server',
    ],
  ])('%s is dropped with a line in the log and holds up nothing', (_, text, reason) => {
    kept([1, 2, 3]);
    fs.writeFileSync(join(folder, '000000000002.json'), text);
    const backlog = open();
    expect(numbersIn(backlog.oldest(9))).toEqual([1, 3]);
    expect(backlog.size).toBe(2);
    expect(onDisk()).toEqual(['000000000001.json', '000000000003.json']);
    expect(log).toContain(`A report that was kept is dropped: ${reason}`);
  });

  it('a file that a power cut left half written is not taken for a report', () => {
    kept([1]);
    fs.writeFileSync(join(folder, 'next.new'), '{"hub_');
    const backlog = kept([2]);
    expect(numbersIn(backlog.oldest(9))).toEqual([1, 2]);
  });

  it('a folder that cannot be written is said once, with what to do, and memory takes its place', () => {
    const path = join(folder, 'a-file', 'state');
    fs.writeFileSync(join(folder, 'a-file'), '');
    const limits = { ...LIMITS, memory: { count: 3, bytes: 1_000_000 } };
    const backlog = kept([1, 2, 3, 4], { files: keptFilesIn(path), limits });
    expect(numbersIn(backlog.oldest(9))).toEqual([2, 3, 4]);
    expect(log).toEqual([
      `Reports cannot be kept in ${path} (ENOTDIR: not a directory). While the hub is away up to 3 wait in ` +
        "memory, and are lost when the agent ends. Let the agent's user write there, or name another folder " +
        'in STATE_DIRECTORY',
      'The hub is away for too long: from now on the oldest reports are given up',
    ]);
  });

  it('a disk that is full for a while gets the reports later, in order', () => {
    const backlog = kept([1]);
    const full = vi.spyOn(fs, 'fsyncSync').mockImplementation(() => {
      throw new Error('ENOSPC: no space left on device, fsync');
    });
    backlog.add({ json: heartbeat(2) });
    backlog.keep();
    full.mockRestore();
    backlog.add({ json: heartbeat(3) });
    backlog.keep();
    expect(numbersIn(open().oldest(9))).toEqual([1, 2, 3]);
    expect(log[0]).toContain('ENOSPC: no space left on device');
  });

  it('a disk that became read-only does not make the agent send the same again and again', () => {
    const backlog = kept([1, 2]);
    vi.spyOn(fs, 'rmSync').mockImplementation(() => {
      throw new Error('EROFS');
    });
    backlog.drop(2);
    expect([backlog.size, backlog.oldest(9)]).toEqual([0, []]);
  });
});

describe('the date of what was taken before the hub told its time', () => {
  const HOUR = 3_600_000;
  const wrong = (number: number) => ({
    json: JSON.stringify({
      server_id: 'pi',
      timestamp: '1970-01-01T00:00:31.000Z',
      metrics: { load_1m: number },
    }),
    takenAt: { bootId: 'boot-a', uptimeMs: number * MINUTE },
  });
  const timesIn = (batch: string[]) => batch.map((json) => JSON.parse(json).timestamp);

  it('follows from the hub and the uptime, in memory and on disk', () => {
    const backlog = open();
    backlog.add(wrong(1));
    backlog.keep();
    backlog.add(wrong(2));
    expect(timesIn(backlog.oldest(9))).toEqual(['1970-01-01T00:00:31.000Z', '1970-01-01T00:00:31.000Z']);
    backlog.date('boot-a', START);
    expect(timesIn(backlog.oldest(9))).toEqual([timeOf(1), timeOf(2)]);
  });

  it('never changes again, also when the agent was restarted and the hub says something else', () => {
    const backlog = open();
    backlog.add(wrong(1));
    backlog.keep();
    backlog.add(wrong(2));
    backlog.date('boot-a', START);
    backlog.date('boot-a', START + 700);
    backlog.keep();
    const restarted = open();
    restarted.date('boot-a', START + 900);
    expect(timesIn(restarted.oldest(9))).toEqual([timeOf(1), timeOf(2)]);
  });

  it('stays what the clock said when that start of the machine is over', () => {
    const backlog = open();
    backlog.add(wrong(1));
    backlog.keep();
    const rebooted = open();
    rebooted.date('boot-b', START + HOUR);
    rebooted.add({ ...wrong(2), takenAt: { bootId: 'boot-b', uptimeMs: 0 } });
    expect(timesIn(rebooted.oldest(9))).toEqual(['1970-01-01T00:00:31.000Z', timeOf(60)]);
  });

  it('still follows from what the hub said before a reboot', () => {
    const backlog = open();
    backlog.add(wrong(1));
    backlog.keep();
    backlog.date('boot-a', START);
    const rebooted = open();
    rebooted.date('boot-b', START + HOUR);
    expect(timesIn(rebooted.oldest(9))).toEqual([timeOf(1)]);
  });

  it('is forgotten with the last report', () => {
    const backlog = open();
    backlog.add(wrong(1));
    backlog.keep();
    backlog.date('boot-a', START);
    expect(onDisk()).toEqual(['000000000001.json', 'boot-times.json']);
    backlog.drop(1);
    expect(onDisk()).toEqual([]);
  });
});
