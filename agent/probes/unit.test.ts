import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseUnits, unitName, unitStatus } from './unit.ts';

const fixture = readFileSync(new URL('../fixtures/systemctl/mixed.txt', import.meta.url), 'utf8');

test.each([
  ['plex', 'plex.service'],
  ['pihole-FTL', 'pihole-FTL.service'],
  ['ssh.socket', 'ssh.socket'],
  ['getty@tty1', 'getty@tty1.service'],
  ['systemd-fsck@dev-disk\\x2dby', 'systemd-fsck@dev-disk\\x2dby.service'],
  ['python3.11-app', 'python3.11-app.service'],
  ['--version', null],
  ['a b', null],
  ['../../etc', null],
  ['a..b', null],
  ['x;reboot', null],
  ['$(reboot)', null],
  ['', null],
  ['x'.repeat(241), null],
])('the unit of "%s" is %s', (service, expected) => {
  expect(unitName(service)).toBe(expected);
});

test('answers of systemctl are read in the order asked', () => {
  expect(parseUnits(fixture).map(unitStatus)).toEqual(['failed', 'unknown', 'running', 'running', 'failed']);
  expect(parseUnits(fixture)[3]).toEqual({
    loadState: 'loaded',
    activeState: 'active',
    subState: 'running',
    mainPid: 901,
    controlGroup: '/system.slice/ssh.service',
  });
});

test('no output, no units', () => {
  expect(parseUnits('\n')).toEqual([]);
});

test.each([
  ['active', 'running', 'running'],
  ['active', 'exited', 'running'],
  ['reloading', 'reload', 'running'],
  ['activating', 'start', 'running'],
  ['activating', 'auto-restart', 'failed'],
  ['failed', 'failed', 'failed'],
  ['inactive', 'dead', 'stopped'],
  ['deactivating', 'stop-sigterm', 'stopped'],
  ['something new', 'x', 'unknown'],
])('%s (%s) is %s', (activeState, subState, expected) => {
  expect(unitStatus({ loadState: 'loaded', activeState, subState, mainPid: null, controlGroup: null })).toBe(
    expected,
  );
});

test('a masked unit is stopped, one that does not exist is unknown', () => {
  const dead = { activeState: 'inactive', subState: 'dead', mainPid: null, controlGroup: null };
  expect(unitStatus({ ...dead, loadState: 'masked' })).toBe('stopped');
  expect(unitStatus({ ...dead, loadState: 'not-found' })).toBe('unknown');
});
