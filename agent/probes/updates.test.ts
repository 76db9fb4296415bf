import { describe, expect, it, test } from 'vitest';
import { FIXTURE_NOW, fixtureHost } from './fixture-host.ts';
import type { Executed, Host } from './host.ts';
import { updatesProbe, whyUpdatesAreUnknown } from './updates.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const INST = 'Inst a [1] (2 Debian-Security:12/stable-security [amd64])\n';
const LISTS = '/var/lib/apt/lists';
const STATUS = '/var/lib/dpkg/status';
const STAMP = '/var/lib/apt/periodic/update-success-stamp';

/** A machine whose apt answers when told to; what it was asked, and when its files changed. */
function machine(parts: Partial<Host> = {}) {
  const calls: string[][] = [];
  const changed: Record<string, number> = { [LISTS]: FIXTURE_NOW, [STATUS]: FIXTURE_NOW };
  const clock = { ms: 0 };
  let answer: (executed: Executed | Error) => Promise<void> = async () => undefined;
  const execute = (program: string, args: string[]) =>
    new Promise<Executed>((resolve, reject) => {
      calls.push([program, ...args]);
      answer = async (executed) => {
        if (executed instanceof Error) reject(executed);
        else resolve(executed);
        await new Promise(setImmediate);
      };
    });
  const host = fixtureHost(
    'raspberry-pi',
    {},
    {
      execute,
      changedAt: (path) => changed[path] ?? null,
      elapsedMs: () => clock.ms,
      ...parts,
    },
  );
  return { host, calls, changed, clock, answer: (executed: Executed | Error) => answer(executed) };
}

const said = (stdout: string): Executed => ({ exitCode: 0, stdout, stderr: '' });
const because = (reason: string) => ({
  updates_available: null,
  security_updates: null,
  unknown: [{ probe: 'updates', reason }],
});

describe('updatesProbe', () => {
  it('starts apt with one heartbeat and has its answer with a later one', async () => {
    const { host, answer } = machine();
    const probe = updatesProbe();
    expect(await probe.read(host, [])).toEqual({});
    expect(await probe.read(host, [])).toEqual({});
    await answer(said(INST));
    expect(await probe.read(host, [])).toEqual({ updates_available: 1, security_updates: 1 });
  });

  it('only simulates, and takes no lock', async () => {
    const { host, calls } = machine();
    await updatesProbe().read(host, []);
    expect(calls).toEqual([
      ['/usr/bin/apt-get', '--simulate', '--option=Debug::NoLocking=true', 'dist-upgrade'],
    ]);
  });

  it('leaves the cache of apt alone where it could write it', async () => {
    const { host, calls } = machine({ isRoot: () => true });
    await updatesProbe().read(host, []);
    expect(calls[0]).toContain('--option=Dir::Cache::pkgcache=');
    expect(calls[0]).toContain('--option=Dir::Cache::srcpkgcache=');
  });

  it('never asks a second time while the first question is open', async () => {
    const { host, calls, changed, clock } = machine();
    const probe = updatesProbe();
    for (let beat = 0; beat < 5; beat += 1) {
      clock.ms += 60 * MINUTE_MS;
      changed[STATUS] = FIXTURE_NOW - beat;
      await probe.read(host, []);
    }
    expect(calls).toHaveLength(1);
  });

  it.each<[string, string, number, number]>([
    ['nothing changed in a day', '', 24 * 60, 1],
    ['a package was installed a minute ago', STATUS, 1, 1],
    ['a package was installed and half an hour has passed', STATUS, 30, 2],
    ['new lists were fetched and half an hour has passed', LISTS, 30, 2],
  ])('apt is asked seldom: when %s', async (_, path, minutes, expected) => {
    const { host, calls, changed, clock, answer } = machine();
    const probe = updatesProbe();
    await probe.read(host, []);
    await answer(said(INST));
    clock.ms = minutes * MINUTE_MS;
    changed[path] = FIXTURE_NOW + 1;
    expect(await probe.read(host, [])).toEqual({ updates_available: 1, security_updates: 1 });
    expect(calls).toHaveLength(expected);
  });

  it.each<[string, Executed | Error, string]>([
    [
      'says what is wrong',
      {
        exitCode: 100,
        stdout: '',
        stderr: 'W: old key\nE: dpkg was interrupted, you must run dpkg --configure -a\n',
      },
      'dpkg was interrupted, you must run dpkg --configure -a',
    ],
    ['says nothing', { exitCode: 100, stdout: '', stderr: '' }, 'apt-get ended with 100'],
    ['does not end', new Error('apt-get gave no answer in 120 s'), 'apt-get gave no answer in 120 s'],
  ])(
    'an apt that %s is unknown with the reason, and asked again half an hour later',
    async (_, executed, reason) => {
      const { host, calls, clock, answer } = machine();
      const probe = updatesProbe();
      await probe.read(host, []);
      await answer(executed);
      expect(await probe.read(host, [])).toEqual(because(reason));
      expect(calls).toHaveLength(1);
      clock.ms = 30 * MINUTE_MS;
      await probe.read(host, []);
      await answer(said(''));
      expect(await probe.read(host, [])).toEqual({ updates_available: 0, security_updates: 0 });
    },
  );

  it('does not start apt where its answer would be worth nothing', async () => {
    const { host, calls } = machine({ isOwnRoot: false });
    const reason = 'From inside a container the updates of the machine cannot be seen';
    expect(await updatesProbe().read(host, [])).toEqual(because(reason));
    expect(calls).toEqual([]);
  });
});

describe('updatesProbe with a unit that asks apt', () => {
  const FILE = '/run/told';
  it.each([
    ['says nothing before apt was asked', null, {}],
    ['counts what apt told', INST, { updates_available: 1, security_updates: 1 }],
    [
      'counts nothing where nothing waits',
      'Reading package lists...\n',
      { updates_available: 0, security_updates: 0 },
    ],
    ['tells what is wrong', 'W: old key\nE: Unmet dependencies.\n', because('Unmet dependencies.')],
    ['does not take silence for good news', '\n', because('apt-get said nothing')],
  ])('%s, and never starts it', async (_, told, expected) => {
    const { host, calls } = machine();
    const read = (path: string) => (path === FILE ? told : host.read(path));
    expect(await updatesProbe(FILE).read({ ...host, read }, [])).toEqual(expected);
    expect(calls).toEqual([]);
  });
});

test.each([
  ['lists of today', { [LISTS]: 0 }, null],
  ['lists a week old', { [LISTS]: 7 }, null],
  ['lists of last week', { [LISTS]: 8.9 }, 'The package lists are 8 days old: run apt-get update'],
  ['old lists that a fetch today found still right', { [LISTS]: 30, [STAMP]: 0.5 }, null],
  [
    'old lists and an old fetch',
    { [LISTS]: 30, [STAMP]: 20 },
    'The package lists are 20 days old: run apt-get update',
  ],
  ['lists from the future', { [LISTS]: -400 }, null],
])('%s', (_, agesDays: Record<string, number>, expected) => {
  const changedAt = (path: string) => FIXTURE_NOW - (agesDays[path] ?? 9_999) * DAY_MS;
  expect(whyUpdatesAreUnknown(fixtureHost('raspberry-pi', {}, { changedAt }))).toBe(expected);
});

test.each([
  ['no apt', '/usr/bin/apt-get', 'This machine does not get its updates by apt'],
  ['no packages by dpkg', STATUS, 'This machine does not get its updates by apt'],
  [
    'no lists',
    `${LISTS}/deb.debian.org_debian_dists_bookworm_InRelease`,
    'The package lists were never fetched: run apt-get update',
  ],
])('%s', (_, path, reason) => {
  expect(whyUpdatesAreUnknown(fixtureHost('raspberry-pi', { [path]: null }))).toBe(reason);
});
