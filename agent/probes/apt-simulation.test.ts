import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countUpdates } from './apt-simulation.ts';

const recorded = (name: string) =>
  readFileSync(new URL(`../fixtures/apt/${name}.txt`, import.meta.url), 'utf8');

test.each([
  ['debian-12', 119, 74],
  ['ubuntu-24.04', 7, 5],
  ['raspberry-pi-os-12', 6, 3],
])('%s: %i updates, %i of them security fixes', (name, updates_available, security_updates) => {
  expect(countUpdates(recorded(name))).toEqual({ updates_available, security_updates });
});

test.each([
  ['from the security archive', 'Inst a [1] (2 Debian-Security:12/stable-security [amd64])', 1],
  ['from an older security archive', 'Inst a [1] (2 Debian-Security:10/oldstable [amd64])', 1],
  [
    'in a point release too',
    'Inst a [1] (2 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [all])',
    1,
  ],
  ['of Ubuntu', 'Inst a [1] (2 Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security [amd64]) []', 1],
  ['of Ubuntu Pro', 'Inst a [1] (2 UbuntuESM:20.04/focal-infra-security [amd64])', 1],
  ['of 32-bit Raspberry Pi OS', 'Inst a [1] (2 Raspbian:12/stable [armhf])', 1],
  ['brought along', 'Inst linux-image (6.1 Debian-Security:12/stable-security [amd64]) [a on b] [c ]', 1],
  ['an ordinary one', 'Inst a [1] (2 Debian:12.15/stable [amd64])', 0],
  ['of a vendor', 'Inst a [1] (2 Docker CE:bookworm [amd64])', 0],
  [
    'whose name or version only sounds so',
    'Inst a-security [1-security] (2-security Debian:12/stable [all])',
    0,
  ],
  ['without any archive', 'Inst a [1] (2)', 0],
])('an update %s', (_, line, security_updates) => {
  expect(countUpdates(`${line}\nConf a (2 Debian-Security:12/stable-security [amd64])\n`)).toEqual({
    updates_available: 1,
    security_updates,
  });
});

test('nothing pending is zero, not unknown', () => {
  const output = 'Reading package lists...\n0 upgraded, 0 newly installed, 0 to remove and 3 not upgraded.\n';
  expect(countUpdates(output)).toEqual({ updates_available: 0, security_updates: 0 });
});
