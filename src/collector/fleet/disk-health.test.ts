import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DiskReport } from '../../../agent/protocol.ts';
import { heartbeat, type TestHub, testHub } from '../../../tests/factories.ts';

const MINUTE = 60_000;
let hub: TestHub;
beforeEach(async () => {
  hub = await testHub();
});
afterEach(async () => {
  vi.useRealTimers();
  await hub.close();
});

const pass = (minutes: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * MINUTE });
const sda = (smart_status?: DiskReport['smart_status']): DiskReport => ({
  name: 'sda',
  ...(smart_status && { smart_status }),
});

/** A report of the agent with these disks, a minute after the one before. */
async function report(...disks: DiskReport[]): Promise<void> {
  pass(1);
  const json = { ...heartbeat('nas', Date.now()), disks };
  expect((await hub.request('/api/v1/agents/heartbeat', { json })).status).toBe(200);
}

/** A push of a workflow that says of a disk whether it passes. */
async function push(disk: string, value: 'PASS' | 'FAIL'): Promise<void> {
  pass(1);
  const json = { system: { id: 'nas' }, metrics: [{ metric_name: `${disk}_smart_status`, value }] };
  expect((await hub.request('/webhook/metrics', { json })).status).toBe(200);
}

interface Shown {
  disks: { name: string; smart_status: string }[];
  changes: { kind: string; subject: string; state: string; reason: string }[];
}
const server = async (): Promise<Shown> => (await hub.request('/api/v1/servers/nas')).json();
const health = async () =>
  Object.fromEntries((await server()).disks.map(({ name, smart_status }) => [name, smart_status]));
const newest = async () => (await server()).changes.find(({ kind }) => kind === 'disk');

describe('a disk whose health its agent tells', () => {
  it.each<[string, DiskReport[], object, string]>([
    ['fails its test', [sda('fail')], { sda: 'fail' }, 'Was pass'],
    ['is not there any more', [], { sda: 'unknown' }, 'The report does not name it'],
    ['cannot be asked any more', [sda()], { sda: 'unknown' }, 'Its health could not be read'],
  ])('that %s does not stay healthy', async (_, disks, expected, reason) => {
    await report(sda('pass'));
    await report(...disks);
    expect(await health()).toEqual(expected);
    expect(await newest()).toMatchObject({ subject: 'sda', reason });
  });

  it('is not blamed by a workflow that says otherwise', async () => {
    await report(sda('pass'));
    await push('sda', 'FAIL');
    expect(await health()).toEqual({ sda: 'pass' });
  });

  it('does not make the disks of a workflow unknown, nor they its own', async () => {
    await push('ada0', 'PASS');
    await report(sda('pass'));
    await push('ada0', 'PASS');
    await report(sda('pass'));
    expect(await health()).toEqual({ ada0: 'pass', sda: 'pass' });
  });

  it('is the word of a workflow once the agent has ended, and the agent’s when it is back', async () => {
    await report(sda('pass'));
    pass(4);
    await push('ada0', 'PASS');
    await hub.fleet.markUnknown(0, Date.now());
    expect(await health()).toEqual({ ada0: 'pass', sda: 'unknown' });
    await push('sda', 'FAIL');
    expect(await health()).toMatchObject({ sda: 'fail' });
    await report(sda('pass'));
    expect(await health()).toMatchObject({ sda: 'pass' });
  });
});

it('disks whose health nobody tells have none, by whatever name', async () => {
  await report({ name: 'constructor', read_bytes: 1 }, { name: 'vda', smart_status: 'unknown' });
  expect(await health()).toEqual({ constructor: 'unknown', vda: 'unknown' });
});
