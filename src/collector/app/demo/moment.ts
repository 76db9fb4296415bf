import { bootOf } from './boot.ts';
import { hashOf, wander } from './random.ts';
import type { Role } from './rhythm.ts';
import { dayOf, type Story } from './story.ts';
import { type Work, workOf } from './work.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** One moment of one machine, from which all its figures follow. */
export interface Moment {
  at: number;
  bootAt: number;
  /** Day of the story. */
  day: number;
  /** Mean share of full work over the span before. */
  busy: (spanMs: number) => number;
  /** Bytes since boot of something that runs at this many a second when fully at work: an integer that only grows. */
  bytes: (perSecond: number) => number;
  /** A number in [0, 1) that wanders from step to step, of its own for each name. */
  drift: (name: string, stepMs: number) => number;
}

function momentAt(id: string, story: Story, work: Work, at: number): Moment {
  const bootAt = bootOf(id, story, at);
  const workedSeconds = (work.done(at) - work.done(bootAt)) / 1000;
  return {
    at,
    bootAt,
    day: dayOf(story, at),
    busy: (spanMs) => work.busy(at, spanMs),
    bytes: (perSecond) => Math.floor(workedSeconds * perSecond),
    drift: (name, stepMs) => wander(hashOf(`${story.seed} ${id} ${name}`), at, stepMs),
  };
}

/** The moments of one machine. */
export function momentsOf(machine: { id: string; role: Role }, story: Story): (at: number) => Moment {
  const work = workOf(machine.role, `${story.seed} ${machine.id}`, story.offsetMs);
  return (at) => momentAt(machine.id, story, work, at);
}

export function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
