import { describe, expect, it } from 'vitest';
import { alertWith, NOON as NOW } from '../../../tests/alert.ts';
import type { Alert } from '../alerts/index.ts';
import { type Circumstances, tell } from './tell.ts';

const MINUTE = 60_000;

const USUAL: Circumstances = {
  mute: null,
  learning: null,
  offline: null,
  hasTargets: true,
  isLate: false,
  silentUntil: null,
  overAt: NOW + MINUTE,
};
const MUTE = { reason: 'Maintenance “Backups” until 04:00', until: NOW + MINUTE };
const OFFLINE = { reason: 'Media is offline', until: null };
const LEARNING = { reason: 'Media is learning until 3 Mar', until: NOW + MINUTE };

const send = (event: string, seconds: number) => ({ type: 'send', event, dueAt: NOW + seconds * 1000 });
const quiet = (reason: string) => ({ type: 'quiet', reason });

describe('people are told', () => {
  it.each<{
    what: string;
    alert?: Partial<Alert>;
    circumstances?: Partial<Circumstances>;
    telling: object | null;
  }>([
    { what: 'of one that is new, in two seconds', telling: send('opened', 2) },
    { what: 'not twice', alert: { toldSeverity: 'high' }, telling: null },
    {
      what: 'when it is worse than they were told',
      alert: { severity: 'critical', toldSeverity: 'high' },
      telling: send('worsened:critical', 2),
    },
    {
      what: 'nothing when it is better than they were told',
      alert: { severity: 'high', toldSeverity: 'critical' },
      telling: null,
    },
    { what: 'nothing of one that somebody acknowledged', alert: { status: 'acknowledged' }, telling: null },
    {
      what: 'that it is over, with what else is',
      alert: { status: 'resolved', toldSeverity: 'high' },
      telling: send('resolved', 60),
    },
    { what: 'nothing when it is over and nobody knew', alert: { status: 'resolved' }, telling: null },
    {
      what: 'that it is over even in maintenance',
      alert: { status: 'resolved', toldSeverity: 'high' },
      circumstances: { mute: MUTE },
      telling: send('resolved', 60),
    },
    {
      what: 'nothing while its server is learning',
      circumstances: { learning: LEARNING, mute: MUTE },
      telling: quiet(LEARNING.reason),
    },
    {
      what: 'nothing else of a server that is silent',
      circumstances: { offline: OFFLINE },
      telling: quiet(OFFLINE.reason),
    },
    {
      what: 'once its server has learnt',
      circumstances: { learning: { ...LEARNING, until: NOW } },
      telling: send('opened', 2),
    },
    {
      what: 'nothing in maintenance',
      circumstances: { mute: MUTE, hasTargets: false },
      telling: quiet(MUTE.reason),
    },
    { what: 'nothing while it is snoozed', alert: { snoozedUntil: NOW + 1 }, telling: quiet('Snoozed') },
    {
      what: 'again after a snooze',
      alert: { toldSeverity: 'high', snoozedUntil: NOW },
      telling: send(`reminder:${NOW}`, 2),
    },
    {
      what: 'not again after a snooze of what was acknowledged',
      alert: { status: 'acknowledged', toldSeverity: 'high', snoozedUntil: NOW },
      telling: null,
    },
    {
      what: 'nothing of what no channel takes',
      circumstances: { hasTargets: false },
      telling: quiet('No channel or device takes high alerts'),
    },
    {
      what: 'of what waiting reports tell, in five seconds',
      circumstances: { isLate: true },
      telling: send('opened', 5),
    },
    {
      what: 'of a silent server among many, when the others have been missed too',
      alert: { type: 'server_offline' },
      circumstances: { silentUntil: NOW + 75_000 },
      telling: send('opened', 75),
    },
    {
      what: 'of one more that falls silent when the others are known',
      alert: { type: 'server_offline' },
      circumstances: { silentUntil: NOW - MINUTE },
      telling: send('opened', 2),
    },
    {
      what: 'of a full disk at once, however many are silent',
      circumstances: { silentUntil: NOW + 75_000 },
      telling: send('opened', 2),
    },
  ])('$what', ({ alert, circumstances, telling }) => {
    expect(tell(alertWith(alert), { ...USUAL, ...circumstances }, NOW)).toEqual(telling);
  });
});
