import { expect, it } from 'vitest';
import { isOlder } from './version.ts';

it.each([
  ['0.1.9', '0.2.0', true],
  ['0.9.0', '0.10.0', true],
  ['0.9.9', '1.0.0', true],
  ['1.2.3', '1.2.10', true],
  ['0.2.0', '0.2.0', false],
  ['0.10.0', '0.9.0', false],
  ['2.0.0', '1.9.9', false],
  ['dev', '0.2.0', false],
  ['0.1.0', 'dev', false],
  ['0.1.0-beta', '0.2.0', false],
  ['0.1', '0.2.0', false],
  ['', '0.2.0', false],
])('an agent %s beside a hub %s is old: %s', (version, than, expected) => {
  expect(isOlder(version, than)).toBe(expected);
});
