/** One state of one thing and how long it was so, in ms; `to` is no more part of it. */
export interface Period {
  subject: string;
  state: string;
  from: number;
  to: number;
}

/** A change of a state, at its time in ms. */
export interface StateChange {
  subject: string;
  state: string;
  at: number;
}

/**
 * States as periods within the times that are looked at.
 * @param changes by subject, oldest first; one before `from` says what was true then
 * @param to the last moment of the last ones
 */
export function periodsOf(changes: readonly StateChange[], from: number, to: number): Period[] {
  const periods = changes.map(({ subject, state, at }, i): Period => {
    const next = changes[i + 1];
    const end = next?.subject === subject ? next.at : to + 1;
    return { subject, state, from: Math.max(at, from), to: end };
  });
  return periods.filter((period) => period.from < period.to);
}
