import { clock, day, type Zone } from '../../../words/times.ts';
import type { MaintenanceWindow, Mute, Silence } from './schema.ts';
import { openingAt } from './timetable.ts';

/** What a mute is compared with. */
export interface Matter {
  clientId: string;
  serverId: string;
  tags: readonly string[];
  ruleId: string;
  subject: string;
}

/** Why something is kept quiet, and until when in ms; null: until somebody takes it back. */
export interface Muted {
  reason: string;
  until: number | null;
}

/** A mute that is on, with what it says of whatever it covers. */
export interface ActiveMute {
  mute: Mute;
  muted: Muted;
}

const DAY_MS = 86_400_000;

/** The same words from its beginning to its end: a reason that changed would stand in the history of an alert twice. */
function endText(from: number, to: number, zone?: Zone): string {
  return to - from <= DAY_MS ? clock(to, zone) : `${clock(to, zone)} on ${day(to, zone)}`;
}

function activeWindow(window: MaintenanceWindow, now: number): Muted | null {
  const opening = openingAt(window, now);
  if (opening === null) return null;
  const { from, to } = opening;
  return { reason: `Maintenance “${window.name}” until ${endText(from, to, window.zone)}`, until: to };
}

/** Times in words need a zone: that of the hub's process, as for messages. */
function activeSilence({ until: end, note }: Silence, { createdAt, createdBy }: Mute, now: number) {
  const until = end === null ? null : Date.parse(end);
  if (until !== null && until <= now) return null;
  const endWords = until === null ? 'somebody takes it back' : endText(createdAt, until);
  return { reason: `Silenced by ${createdBy} until ${endWords}${note === '' ? '' : `: ${note}`}`, until };
}

/** The mutes that are on at an instant, those that last longest first. */
export function activeMutes(mutes: readonly Mute[], now: number): ActiveMute[] {
  const active = mutes.flatMap((mute): ActiveMute[] => {
    const muted =
      mute.kind === 'window' ? activeWindow(mute.definition, now) : activeSilence(mute.definition, mute, now);
    return muted ? [{ mute, muted }] : [];
  });
  const end = ({ muted }: ActiveMute) => muted.until ?? Number.MAX_SAFE_INTEGER;
  return active.sort((a, b) => end(b) - end(a));
}

const fits = (asked: string | null, value: string) => asked === null || asked === value;

function windowCovers({ scope }: MaintenanceWindow, { serverId, tags }: Matter): boolean {
  return fits(scope.server_id, serverId) && (scope.tag === null || tags.includes(scope.tag));
}

function silenceCovers({ scope }: Silence, { serverId, ruleId, subject }: Matter): boolean {
  return fits(scope.server_id, serverId) && fits(scope.rule_id, ruleId) && fits(scope.subject, subject);
}

function covers(mute: Mute, matter: Matter): boolean {
  if (mute.clientId !== matter.clientId) return false;
  return mute.kind === 'window'
    ? windowCovers(mute.definition, matter)
    : silenceCovers(mute.definition, matter);
}

/** Whether one of the mutes that are on keeps a matter quiet, and why; of several the one that lasts longest. */
export function mutedBy(active: readonly ActiveMute[], matter: Matter): Muted | null {
  return active.find(({ mute }) => covers(mute, matter))?.muted ?? null;
}

/** Whether a matter is kept quiet now, and why. */
export function muteOf(mutes: readonly Mute[], matter: Matter, now: number): Muted | null {
  return mutedBy(activeMutes(mutes, now), matter);
}
