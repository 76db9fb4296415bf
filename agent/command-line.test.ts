import { expect, test } from 'vitest';
import { COMMANDS, DEFAULT_CONFIG_PATH, HELP, parseCommandLine } from './command-line.ts';

test('without flags it reports from the default file', () => {
  expect(parseCommandLine([])).toEqual({
    command: 'report',
    config: DEFAULT_CONFIG_PATH,
    once: false,
    print: false,
    check: false,
    child: false,
    help: false,
    version: false,
  });
});

test('every flag', () => {
  const argv = [
    '--hub',
    'http://h',
    '--token',
    't',
    '--config',
    '/c',
    '--server-id',
    's',
    '--once',
    '--print',
    '--child',
  ];
  expect(parseCommandLine(argv)).toMatchObject({
    hub: 'http://h',
    token: 't',
    config: '/c',
    serverId: 's',
    once: true,
    print: true,
    child: true,
  });
});

test.each([
  ['an unknown flag', ['--nope'], /--nope/],
  ['a missing value', ['--hub'], /--hub/],
  ['a word that is no command', ['start'], '"start" is not a command'],
  ['two commands', ['update', 'enrol'], '"update enrol" is not a command'],
  ['--print alone', ['--print'], '--print goes together with --once'],
])('%s is an error that names it', (_, argv, message) => {
  expect(() => parseCommandLine(argv)).toThrow(message);
});

test.each(COMMANDS)('the command %s', (command) => {
  expect(parseCommandLine([command, '--check', '--write', '/f'])).toMatchObject({
    command,
    check: true,
    write: '/f',
  });
  expect(HELP).toContain(`porchlight-agent ${command === 'report' ? '[report]' : command}`);
});

test('help names every flag', () => {
  for (const flag of [
    '--hub',
    '--token',
    '--config',
    '--server-id',
    '--once',
    '--print',
    '--check',
    '--write',
    '--child',
    '--version',
  ]) {
    expect(HELP).toContain(flag);
  }
});
