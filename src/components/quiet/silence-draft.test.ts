import { expect, it } from 'vitest';
import { readSilence, type SilenceDraft, silenceBody, silenceWords } from './silence-draft.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');

it('begins with what the address names, for eight hours', () => {
  const draft = readSilence(new URLSearchParams('server=media&rule=disk&subject=/data'));
  expect(silenceBody(draft, NOW)).toEqual({
    note: '',
    until: '2026-11-25T20:00:00.000Z',
    scope: { server_id: 'media', rule_id: 'disk', subject: '/data' },
  });
});

it.each<[SilenceDraft['hours'], string | null]>([
  ['1', '2026-11-25T13:00:00.000Z'],
  ['168', '2026-12-02T12:00:00.000Z'],
  ['', null],
])('of "%s" hours ends at %s', (hours, until) => {
  const draft = { ...readSilence(new URLSearchParams()), hours };
  expect(silenceBody(draft, NOW)).toMatchObject({
    until,
    scope: { server_id: null, rule_id: null, subject: null },
  });
});

it.each<[[string | null, string | null, string | null], string]>([
  [['media', null, null], 'Everything of Media'],
  [[null, 'disk', null], 'Disk usage of every server'],
  [['media', 'disk', '/data'], 'Disk usage of Media, only /data'],
])('of %j covers "%s"', ([server_id, rule_id, subject], words) => {
  const names = [() => 'Media', () => 'Disk usage'] as const;
  expect(silenceWords({ scope: { server_id, rule_id, subject } }, ...names)).toBe(words);
});
