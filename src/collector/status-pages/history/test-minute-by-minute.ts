import { localTimeOf } from '../../../words/local-time.ts';
import type { PublicState } from '../../../words/status/public-page.ts';
import type { Component, Part } from '../schema.ts';
import { componentStateOf } from './component-state.ts';
import { impactOf } from './impact.ts';
import { minutes } from './test-history.ts';
import { changeKey, type Interval, type MeasuredKind, type Told, type Window } from './types.ts';

const holds = ({ from, to }: Interval, at: number) => from <= at && at < to;

function lastSaid(
  told: Told,
  kind: MeasuredKind,
  serverId: string,
  subject: string,
  at: number,
): PublicState {
  const changes = told.changes.get(changeKey(serverId, kind, subject)) ?? [];
  const last = changes.filter((change) => change.at <= at).at(-1);
  return last ? componentStateOf(kind, last.state) : 'unknown';
}

function partAt(part: Part, components: readonly Component[], told: Told, at: number): PublicState {
  if (part.kind === 'component') return stateAt(part.key, components, told, at);
  if (told.absences.some((away) => holds(away, at))) return 'unknown';
  const server = lastSaid(told, 'server', part.server_id, '', at);
  if (part.kind === 'server') return server;
  return server === 'working' ? lastSaid(told, part.kind, part.server_id, part.subject, at) : 'unknown';
}

/** How a component is at one instant, looked up the long way: what `spansOf` must agree with. */
export function stateAt(key: string, components: readonly Component[], told: Told, at: number): PublicState {
  const component = components.find((one) => one.key === key);
  if (!component) return 'unknown';
  const parts = component.parts.map((part) => partAt(part, components, told, at));
  let state = impactOf(component.impact, parts);
  const ill = told.incidents.filter((one) => one.components.includes(key) && holds(one, at));
  if (ill.some(({ impact }) => impact === 'down')) state = 'down';
  else if (ill.length > 0 && ['working', 'unknown'].includes(state)) state = 'impaired';
  const isPlanned = told.maintenances.some((one) => one.components.includes(key) && holds(one, at));
  return isPlanned && state !== 'working' ? 'maintenance' : state;
}

/** Minutes of each state on each day of a zone's calendar: what `daysOf` must agree with. */
export function minutesByDay(
  zone: string,
  { from, now }: Window,
  stateOf: (at: number) => PublicState,
): Map<string, Map<PublicState, number>> {
  const days = new Map<string, Map<PublicState, number>>();
  for (let at = from; at < now; at += minutes(1)) {
    const { date } = localTimeOf(zone, at);
    const day = days.get(date) ?? new Map<PublicState, number>();
    days.set(date, day.set(stateOf(at), (day.get(stateOf(at)) ?? 0) + 1));
  }
  return days;
}
