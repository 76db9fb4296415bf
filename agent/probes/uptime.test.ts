import { expect, test } from 'vitest';
import { fixtureHost } from './fixture-host.ts';
import { uptimeProbe, uptimeReading } from './uptime.ts';

test('uptime in whole seconds and the moment of boot come from the kernel', async () => {
  const { metrics } = await uptimeProbe().read(fixtureHost('raspberry-pi'), []);
  expect(metrics).toEqual({ uptime_seconds: 171_594, boot_time: '2026-11-17T07:20:00.000Z' });
});

test('the moment of boot is null when the kernel does not say it', () => {
  expect(uptimeReading('12.9 1.0', null).metrics).toEqual({ uptime_seconds: 12, boot_time: null });
});

test('text that is no number is an error in words', () => {
  expect(() => uptimeReading('soon', null)).toThrow('not readable');
});
