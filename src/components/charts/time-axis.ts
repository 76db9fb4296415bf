import { clock, day } from '../../words/times.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const CLOCK_STEPS = [
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
];
const DAY_STEPS = [1, 2, 5, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12];

/** Marks at local clock times: whole steps since midnight, so that they read 06:00 and not 05:37. */
function clockTicks(from: number, to: number, step: number): number[] {
  const midnight = new Date(from).setHours(0, 0, 0, 0);
  const ticks: number[] = [];
  for (let at = midnight; at <= to; at += step) if (at >= from) ticks.push(at);
  return ticks;
}

/** Midnights every so many days; through `Date`, because days of a clock change are longer or shorter. */
function dayTicks(from: number, to: number, days: number): number[] {
  const ticks: number[] = [];
  const day = new Date(from);
  day.setHours(0, 0, 0, 0);
  for (; day.getTime() <= to; day.setDate(day.getDate() + days)) {
    if (day.getTime() >= from) ticks.push(day.getTime());
  }
  return ticks;
}

function monthTicks(from: number, to: number, months: number): number[] {
  const ticks: number[] = [];
  const month = new Date(new Date(from).getFullYear(), new Date(from).getMonth(), 1);
  for (; month.getTime() <= to; month.setMonth(month.getMonth() + months)) {
    if (month.getTime() >= from) ticks.push(month.getTime());
  }
  return ticks;
}

/** Where to mark a time axis, in milliseconds of the local zone: round times, at most about `most` of them. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const span = to - from;
  const clockStep = CLOCK_STEPS.find((step) => span / step <= most);
  if (clockStep !== undefined) return clockTicks(from, to, clockStep);
  const days = DAY_STEPS.find((step) => span / (step * DAY) <= most);
  if (days !== undefined) return dayTicks(from, to, days);
  const months = MONTH_STEPS.find((step) => span / (step * 30 * DAY) <= most) ?? 12;
  return monthTicks(from, to, months);
}

/** "14:00", and the date where a day begins. */
export function tickLabel(at: number): string {
  const date = new Date(at);
  if (date.getHours() !== 0 || date.getMinutes() !== 0) return clock(at);
  return day(at);
}
