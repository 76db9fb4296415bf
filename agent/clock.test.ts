import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createClock } from './clock.ts';

test('the clock of this machine knows how long it has been up, and since which start', () => {
  const clock = createClock();
  const [uptime] = readFileSync('/proc/uptime', 'utf8').split(' ');
  expect(clock.uptimeMs() / 1000).toBeCloseTo(Number(uptime), -2);
  expect(clock.bootId).toMatch(/^[0-9a-f-]{36}$/);
  expect(createClock().bootId).toBe(clock.bootId);
});

test('sleep ends when the agent is told to stop', async () => {
  const stopping = new AbortController();
  const slept = createClock().sleep(3_600_000, stopping.signal);
  stopping.abort();
  expect(await slept).toBeUndefined();
});
