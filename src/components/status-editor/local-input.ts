import { instantOf, localTimeOf } from '../../words/local-time.ts';

const INPUT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/;

/** An instant (ISO 8601) as a field for a day and a time holds it, by the clocks of a zone: "2026-11-25T22:00". */
export function toInput(zone: string, at: string): string {
  const { date, clock } = localTimeOf(zone, Date.parse(at));
  return `${date}T${clock}`;
}

/** The instant (ISO 8601, UTC) that such a field means by the clocks of a zone; null: it is empty. */
export function fromInput(zone: string, typed: string): string | null {
  const [, date, clock] = INPUT.exec(typed) ?? [];
  if (date === undefined || clock === undefined) return null;
  return new Date(instantOf(zone, { date, clock })).toISOString();
}
