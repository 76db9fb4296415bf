import type { WindowView } from '../../collector/api/schema/mutes.ts';
import { timeLeft } from '../../words/times.ts';

type Timetable = WindowView['timetable'];
type Weekly = Extract<Timetable, { type: 'weekly' }>;

/** 1 is Monday. */
export const DAYS: readonly [number, string][] = [
  [1, 'Monday'],
  [2, 'Tuesday'],
  [3, 'Wednesday'],
  [4, 'Thursday'],
  [5, 'Friday'],
  [6, 'Saturday'],
  [7, 'Sunday'],
];

function daysWords({ days }: Weekly): string {
  if (days.length === DAYS.length) return 'Every day';
  const names = DAYS.filter(([day]) => days.includes(day)).map(([, name]) => name);
  const all = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `Every ${all}`;
}

const DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
/** "25 Nov 2026, 22:00" of "2026-11-25T22:00", which is a local time and stays one. */
const localWords = (local: string): string =>
  `${DATE.format(Date.parse(`${local.slice(0, 10)}T00:00Z`))}, ${local.slice(11)}`;

/** When a window is, in the time of its zone: "Every Sunday, 02:00 to 04:00". */
export function timetableWords(timetable: Timetable): string {
  if (timetable.type === 'once') {
    const isOneDay = timetable.starts.slice(0, 10) === timetable.ends.slice(0, 10);
    const end = isOneDay ? timetable.ends.slice(11) : localWords(timetable.ends);
    return `Once: ${localWords(timetable.starts)} to ${end}`;
  }
  const isOvernight = timetable.ends <= timetable.starts;
  const end = isOvernight ? `${timetable.ends} the day after` : timetable.ends;
  return `${daysWords(timetable)}, ${timetable.starts} to ${end}`;
}

/** What a window covers. */
export function coverWords({ scope }: Pick<WindowView, 'scope'>, serverName: (id: string) => string): string {
  if (scope.server_id !== null) return serverName(scope.server_id);
  return scope.tag === null ? 'Every server' : `Servers with the tag ${scope.tag}`;
}

/** Whether it is going on, or in how long it starts: "in 3 days". */
export function nextWords({ is_active: isActive, next_start: next }: WindowView, now: number): string {
  if (isActive) return 'Going on now';
  if (next === null) return 'Over';
  return `Starts in ${timeLeft(Date.parse(next) - now)}`;
}
