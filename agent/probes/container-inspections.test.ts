import { describe, expect, it, test } from 'vitest';
import { type ContainerMemories, inspectContainers, needsInspection } from './container-inspections.ts';
import type { Container } from './containers.ts';
import { fixtureHost } from './fixture-host.ts';

const MINUTE_MS = 60_000;
const known = { state: 'running', inspectedAtMs: 0, wasSeen: true };

test.each([
  ['it is new', undefined, 'running', false, 0, true],
  ['its process lives', known, 'running', true, 600, false],
  ['its process has ended, so it was restarted', known, 'running', false, 1, true],
  ['it has stopped', known, 'exited', false, 1, true],
  [
    'it has been stopped for long',
    { ...known, state: 'exited', wasSeen: false },
    'exited',
    false,
    600,
    false,
  ],
  ['it is being restarted again and again', { ...known, state: 'restarting' }, 'restarting', false, 1, true],
  ['its process cannot be seen', { ...known, wasSeen: false }, 'running', false, 9, false],
  ['its process cannot be seen for ten minutes', { ...known, wasSeen: false }, 'running', false, 10, true],
])('whether a container is inspected when %s', (_, memory, state, isSeen, minutes, expected) => {
  expect(needsInspection(memory, { state, isSeen, nowMs: minutes * MINUTE_MS })).toBe(expected);
});

const containers = (count: number): Container[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    name: `c${index}`,
    image: 'x',
    state: 'running',
    health: null,
    sharesHostNetwork: false,
  }));
const ANSWER = '{"RestartCount": 3, "State": {"Pid": 7}}';

describe('inspectContainers', () => {
  it('asks no more than four at once, and all in the end', async () => {
    let [open, most] = [0, 0];
    const get = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise(setImmediate);
      open -= 1;
      return ANSWER;
    };
    const memories: ContainerMemories = new Map();
    await inspectContainers(fixtureHost('docker-host', {}, { get }), '/s', containers(11), memories);
    expect([most, memories.size]).toEqual([4, 11]);
    expect(memories.get('c10')).toEqual({
      pid: 7,
      restarts: 3,
      state: 'running',
      inspectedAtMs: 0,
      wasSeen: false,
      cpu: null,
    });
  });

  it('begins none after a second; the rest waits for the next heartbeat', async () => {
    let ms = 0;
    const get = async () => {
      ms += 300;
      return ANSWER;
    };
    const memories: ContainerMemories = new Map();
    const host = fixtureHost('docker-host', {}, { get, elapsedMs: () => ms });
    await inspectContainers(host, '/s', containers(100), memories);
    expect(memories.size).toBeGreaterThanOrEqual(4);
    expect(memories.size).toBeLessThan(10);
  });

  it('keeps the restarts that were known when the engine does not answer', async () => {
    const get = async () => {
      throw new Error('/s gave no answer in 1 s');
    };
    const before = { pid: 7, restarts: 5, state: 'running', inspectedAtMs: 0, wasSeen: true, cpu: null };
    const memories: ContainerMemories = new Map([['c0', before]]);
    await inspectContainers(fixtureHost('docker-host', {}, { get }), '/s', containers(2), memories);
    expect([...memories.values()].map(({ pid, restarts }) => [pid, restarts])).toEqual([
      [null, 5],
      [null, null],
    ]);
  });
});
