import { describe, expect, it } from 'vitest';
import { type Random, randomFrom } from '../../../../tests/generated/random.ts';
import type { PublicState } from '../../../words/status/public-page.ts';
import { type Component, IMPACTS, type Part } from '../schema.ts';
import { dayStarts, daysOf } from './days.ts';
import { spansOf } from './spans.ts';
import { componentWith, minutes, needs, server, service } from './test-history.ts';
import { minutesByDay, stateAt } from './test-minute-by-minute.ts';
import { type Change, changeKey, type Interval, type Span, type Told, type Window } from './types.ts';
import { uptimeOf } from './uptime.ts';

/** The same text gives the same histories. */
const SEED = process.env.GENERATED_SEED ?? '20261125';
const DAYS = 3;
const SERVERS = ['nas', 'attic'];
const KEYS = ['a', 'b', 'c', 'd'];
/** Where and when: across changes of clocks, and without. */
const PLACES: [string, string][] = [
  ['Europe/London', '2026-03-30T14:07'],
  ['Europe/London', '2026-10-26T00:00'],
  ['America/New_York', '2026-11-02T05:00'],
  ['America/New_York', '2026-03-09T20:31'],
  ['Australia/Lord_Howe', '2026-04-05T16:12'],
  ['Australia/Lord_Howe', '2026-10-05T02:00'],
  ['Asia/Kathmandu', '2026-06-01T18:15'],
  ['UTC', '2026-11-25T12:00'],
];

/** A whole minute from a day before the window on; now and then exactly at one of its ends. */
function someTime(random: Random, { from, now }: Window): number {
  if (random.chance(0.1)) return random.pick([from, now]);
  return from + minutes(random.integer(-1440, Math.round((now - from) / minutes(1))));
}

const someTimes = (random: Random, window: Window, most: number): Interval[] =>
  Array.from({ length: random.integer(0, most) }, () => {
    const from = someTime(random, window);
    return { from, to: random.chance(0.2) ? Infinity : from + minutes(random.integer(0, 600)) };
  });

const someChanges = (random: Random, window: Window, states: string[]): Change[] =>
  Array.from({ length: random.integer(0, 40) }, () => ({
    at: someTime(random, window),
    state: random.pick(states),
  })).sort((one, other) => one.at - other.at);

/** Each needs only those made before it, so that none leads back to itself; they stand in either order. */
function someComponents(random: Random): Component[] {
  const components = KEYS.map((key, i) => {
    const choices: Part[] = [
      ...SERVERS.flatMap((id) => [server(id), service(id, 'web')]),
      ...KEYS.slice(0, i).map(needs),
    ];
    const parts = Array.from({ length: random.integer(1, 3) }, () => random.pick(choices));
    return componentWith(key, parts, random.pick(IMPACTS));
  });
  return random.chance(0.5) ? components : components.reverse();
}

function someTold(random: Random, window: Window): Told {
  const some = () => KEYS.filter(() => random.chance(0.4));
  return {
    changes: new Map(
      SERVERS.flatMap((id): [string, Change[]][] => [
        [
          changeKey(id, 'server', ''),
          someChanges(random, window, ['online', 'online', 'offline', 'unknown']),
        ],
        [changeKey(id, 'service', 'web'), someChanges(random, window, ['running', 'stopped', 'unknown'])],
      ]),
    ),
    absences: someTimes(random, window, 3),
    incidents: someTimes(random, window, 4).map((times) => {
      return { ...times, components: some(), impact: random.pick(['down', 'impaired'] as const) };
    }),
    maintenances: someTimes(random, window, 4).map((times) => ({ ...times, components: some() })),
  };
}

/** Instants at which spans and the long way differ, and whatever is no row of spans. */
function problemsOf(spans: readonly Span[], window: Window, stateOf: (at: number) => PublicState): string[] {
  const problems: string[] = [];
  const told = (at: number) => spans.findLast(({ from }) => from <= at)?.state;
  for (let at = window.from; at <= window.now; at += minutes(1)) {
    if (told(at) !== stateOf(at))
      problems.push(`${new Date(at).toISOString()}: ${told(at)}, not ${stateOf(at)}`);
  }
  if (spans[0]?.from !== window.from || spans.at(-1)?.to !== window.now)
    problems.push('not the whole window');
  for (const [i, { from, to, state }] of spans.entries()) {
    const next = spans[i + 1];
    if (next && (next.from !== to || next.state === state || to <= from))
      problems.push(`badly joined at ${to}`);
  }
  return problems;
}

const ROUNDS = PLACES.flatMap(([zone, now]) => [1, 2].map((round) => ({ zone, now, round })));

describe.each(ROUNDS)('history $round in $zone until $now', ({ zone, now: time, round }) => {
  const now = Date.parse(`${time}:00Z`);
  const starts = dayStarts(zone, now, DAYS);
  const window = { from: starts[0] ?? 0, now };
  const random = randomFrom(`${SEED} ${zone} ${time} ${round}`);
  const components = someComponents(random);
  const told = someTold(random, window);
  const spans = spansOf(components, told, window);

  it.each(KEYS)('of component %s is as it is minute by minute', (key) => {
    const states = new Map<number, PublicState>();
    for (let at = window.from; at <= now; at += minutes(1))
      states.set(at, stateAt(key, components, told, at));
    const stateOf = (at: number) => states.get(at) ?? 'unknown';
    const own = spans.get(key) ?? [];
    expect(problemsOf(own, window, stateOf)).toEqual([]);

    const counted = minutesByDay(zone, window, stateOf);
    const sum = (...wanted: PublicState[]) =>
      [...counted.values()].reduce(
        (all, day) => all + wanted.reduce((ms, one) => ms + (day.get(one) ?? 0), 0),
        0,
      );
    for (const day of daysOf(own, zone, starts, now)) {
      const of = (state: PublicState) => minutes(counted.get(day.date)?.get(state) ?? 0);
      const { downMs, impairedMs, maintenanceMs, unknownMs } = day;
      expect([downMs, impairedMs, maintenanceMs, unknownMs]).toEqual(
        (['down', 'impaired', 'maintenance', 'unknown'] as const).map(of),
      );
    }
    const known = sum('working', 'impaired', 'down');
    expect(uptimeOf(own)).toBe(known === 0 ? null : sum('working', 'impaired') / known);
  });
});
