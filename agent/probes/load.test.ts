import { expect, test } from 'vitest';
import { fixtureHost } from './fixture-host.ts';
import { loadProbe } from './load.ts';

test('load has two decimals', async () => {
  const host = fixtureHost('raspberry-pi', { '/proc/loadavg': '0.421 12.00 3.999 1/2 3\n' });
  const reading = await loadProbe().read(host, []);
  expect(reading).toEqual({ metrics: { load_1m: 0.42, load_5m: 12, load_15m: 4 } });
});

test.each([
  ['missing', null, 'does not exist'],
  ['empty', ' \n', 'is empty'],
  ['cut off', '0.42\n', 'not readable'],
])('a file that is %s is an error in words', (_, text, reason) => {
  const host = fixtureHost('raspberry-pi', { '/proc/loadavg': text });
  expect(() => loadProbe().read(host, [])).toThrow(reason);
});
