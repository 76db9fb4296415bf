import type { ServerCard } from '../collector/api/schema/views.ts';
import { worstFirst } from './states.ts';
import { moment, type Zone } from './times.ts';

type Told = Pick<ServerCard, 'display_name' | 'state' | 'level' | 'reasons' | 'last_seen'>;

/** More than this many names are a list, not a sentence. */
const NAMED = 2;

const isFine = (card: Told): boolean => card.level === 'ok' && card.state === 'online';

function howMany(fine: number, all: number, first: Told | undefined): string {
  if (all === 1) return fine === 1 ? `${first?.display_name} is fine.` : '';
  if (fine === all) return all === 2 ? 'Both servers are fine.' : `All ${all} servers are fine.`;
  if (fine === 0) return `None of ${all} servers is fine.`;
  return `${fine} of ${all} servers ${fine === 1 ? 'is' : 'are'} fine.`;
}

/** Nouns that a server can have: "Media's disk …". Other reasons stand behind a colon. */
const POSSESSED = /^(disk|memory|swap|cpu|load|service|container|pool|replication|sensor|temperature)\b/i;

function withoutCapital(reason: string): string {
  return /^[A-Z][a-z]/.test(reason) ? reason.charAt(0).toLowerCase() + reason.slice(1) : reason;
}

function tell(card: Told, now: number, zone: Zone): string {
  const name = card.display_name;
  if (card.last_seen === null) return `${name} has not reported yet.`;
  if (card.state === 'offline')
    return `${name} is offline since ${moment(Date.parse(card.last_seen), now, zone)}.`;
  if (card.state === 'unknown')
    return `${name} has not reported since ${moment(Date.parse(card.last_seen), now, zone)}.`;
  const reason = card.reasons[0]?.replace(/^The /, '').replace(/\.$/, '');
  if (reason === undefined) return `${name} needs a look.`;
  return POSSESSED.test(reason)
    ? `${name}${name.endsWith('s') ? '’' : '’s'} ${withoutCapital(reason)}.`
    : `${name}: ${withoutCapital(reason)}.`;
}

function rest(count: number): string {
  if (count <= 0) return '';
  return count === 1 ? '1 more needs a look.' : `${count} more need a look.`;
}

/**
 * The fleet in one breath: how many are fine, then the worst by name.
 * "9 of 11 servers are fine. Backup is offline since 14:02. Media’s disk is 93 % full."
 * @param zone of the clock times; absent: the zone of the machine
 */
export function fleetSentence(cards: readonly Told[], now: number, zone?: Zone): string {
  if (cards.length === 0) return 'No servers yet.';
  const troubled = worstFirst(cards).filter((card) => !isFine(card));
  const fine = cards.length - troubled.length;
  const told = troubled.slice(0, NAMED).map((card) => tell(card, now, zone));
  return [howMany(fine, cards.length, cards[0]), ...told, rest(troubled.length - NAMED)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
