import { expect, it } from 'vitest';
import type { ServerCard } from '../collector/api/schema/views.ts';
import { fleetSentence } from './fleet-sentence.ts';

const now = Date.parse('2026-11-20T14:07:00Z');

type Told = Pick<ServerCard, 'display_name' | 'state' | 'level' | 'reasons' | 'last_seen'>;

const fine = (display_name: string): Told => ({
  display_name,
  state: 'online',
  level: 'ok',
  reasons: [],
  last_seen: '2026-11-20T14:06:40Z',
});
const fineFleet = (count: number) => Array.from({ length: count }, (_, index) => fine(`Server ${index}`));
const troubled = (display_name: string, level: Told['level'], reason: string): Told => ({
  ...fine(display_name),
  level,
  reasons: [reason],
});
const backup: Told = {
  ...fine('Backup'),
  state: 'offline',
  level: 'critical',
  reasons: ['Has not reported since 14:02'],
  last_seen: '2026-11-20T14:02:10Z',
};
const media = troubled('Media', 'high', 'Disk /data is 93 % full');
const attic: Told = { ...fine('Attic'), state: 'unknown', level: 'unknown', last_seen: null };

it.each<[string, Told[], string]>([
  ['an empty fleet', [], 'No servers yet.'],
  ['one server that works', [fine('Media')], 'Media is fine.'],
  ['one server that is offline', [backup], 'Backup is offline since 14:02.'],
  ['two that work', fineFleet(2), 'Both servers are fine.'],
  ['eleven that work', fineFleet(11), 'All 11 servers are fine.'],
  [
    'two troubles, the worse one first whatever the order',
    [...fineFleet(9), media, backup],
    '9 of 11 servers are fine. Backup is offline since 14:02. Media’s disk /data is 93 % full.',
  ],
  [
    'more troubles than a sentence holds',
    [fine('Nas'), backup, media, troubled('Pi', 'medium', 'CPU is 95 % busy'), attic],
    '1 of 5 servers is fine. Backup is offline since 14:02. Attic has not reported yet. 2 more need a look.',
  ],
  [
    'a third trouble as one more',
    [...fineFleet(3), backup, media, attic],
    '3 of 6 servers are fine. Backup is offline since 14:02. Attic has not reported yet. 1 more needs a look.',
  ],
  [
    'a server that never reported',
    [fine('Nas'), attic],
    '1 of 2 servers is fine. Attic has not reported yet.',
  ],
  [
    'abbreviations as they are written',
    [fine('Nas'), troubled('Pis', 'medium', 'CPU is 95 % busy')],
    '1 of 2 servers is fine. Pis’ CPU is 95 % busy.',
  ],
  [
    'the only disk without its article',
    [fine('Nas'), troubled('Media', 'high', 'The disk is 82 % full')],
    '1 of 2 servers is fine. Media’s disk is 82 % full.',
  ],
  [
    'a reason that is no possession behind a colon',
    [fine('Nas'), troubled('Pi', 'low', '3 security updates wait.')],
    '1 of 2 servers is fine. Pi: 3 security updates wait.',
  ],
  [
    'a pool and a replication as its own',
    [
      troubled('Vault', 'high', 'Pool tank is degraded'),
      troubled('Pi', 'medium', 'Replication nightly failed'),
    ],
    'None of 2 servers is fine. Vault’s pool tank is degraded. Pi’s replication nightly failed.',
  ],
  [
    'a level without a reason',
    [fine('Nas'), { ...fine('Pi'), level: 'medium' }],
    '1 of 2 servers is fine. Pi needs a look.',
  ],
  [
    'nothing that works',
    [backup, media],
    'None of 2 servers is fine. Backup is offline since 14:02. Media’s disk /data is 93 % full.',
  ],
  [
    'a server silent since before the hub started',
    [fine('Nas'), { ...attic, last_seen: '2026-11-17T09:00:00Z' }],
    '1 of 2 servers is fine. Attic has not reported since Tue 09:00.',
  ],
])('tells %s', (_, cards, sentence) => {
  expect(fleetSentence(cards, now, 'UTC')).toBe(sentence);
});

it('names the day when a server has been silent for longer', () => {
  const silent = { ...backup, last_seen: '2026-11-03T09:00:00Z' };
  expect(fleetSentence([fine('Nas'), silent], now, 'UTC')).toBe(
    '1 of 2 servers is fine. Backup is offline since 3 Nov.',
  );
});
