import { expect, test } from 'vitest';
import { commandWith, type InstallChoice, NO_OPTIONS } from './install-command.ts';

const ENROLMENT = {
  expires_at: '2026-01-01T00:00:00.000Z',
  command: 'plain --token t',
  verified_command: 'checked --token t',
  compose: '',
  manual: '',
};

test.each<{ what: string; choice: Partial<InstallChoice>; command: string }>([
  { what: 'nothing chosen: the one line', choice: {}, command: 'plain --token t' },
  { what: 'disks', choice: { disks: true }, command: 'plain --token t --with-disks' },
  { what: 'Docker', choice: { docker: true }, command: 'plain --token t --with-docker' },
  { what: 'the script checked first', choice: { verified: true }, command: 'checked --token t' },
  {
    what: 'everything',
    choice: { disks: true, docker: true, verified: true },
    command: 'checked --token t --with-disks --with-docker',
  },
])('$what', ({ choice, command }) => {
  expect(commandWith(ENROLMENT, { ...NO_OPTIONS, ...choice })).toBe(command);
});
