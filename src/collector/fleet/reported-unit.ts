import type { Facts } from './types.ts';

/** The unit that a `reported_value` was told in, empty when none was. Names come from outside, "constructor" too. */
export function reportedUnit({ reportedUnits = {} }: Facts, subject: string): string {
  return Object.hasOwn(reportedUnits, subject) ? (reportedUnits[subject] ?? '') : '';
}
