import type { PublicState } from '../../../words/status/public-page.ts';
import type { Part } from '../schema.ts';

/** What is looked at, in ms, both ends included. `from` comes before `now`. */
export interface Window {
  from: number;
  now: number;
}

/**
 * For how long something was so, in ms. Its end belongs to the next one; that of the last is the present, which belongs
 * to it. Something that changed at this very instant has a last span without length.
 */
export interface Span {
  from: number;
  to: number;
  state: PublicState;
}

/** What a component is measured by. */
export type MeasuredPart = Exclude<Part, { kind: 'component' }>;
export type MeasuredKind = MeasuredPart['kind'];

/** A state that was entered, as transitions keep it. `at` in ms. */
export interface Change {
  at: number;
  state: string;
}

/** In ms; at `to` it is over. What goes on ends at Infinity, or at any time to come. */
export interface Interval {
  from: number;
  to: number;
}

/** A time in which an incident weighs on components, by their keys. */
export interface Overlay extends Interval {
  components: readonly string[];
  impact: 'down' | 'impaired';
}

/** A time of planned work on components, by their keys. */
export interface Planned extends Interval {
  components: readonly string[];
}

/** All that decides how the components of a page were. */
export interface Told {
  /** By `changeKey`, oldest first. One at or before the window says what was so when it began. */
  changes: ReadonlyMap<string, readonly Change[]>;
  /** When the hub was away, so that nobody knows. */
  absences: readonly Interval[];
  incidents: readonly Overlay[];
  maintenances: readonly Planned[];
}

/** What the changes of a server (subject: empty), service, container or pool are found by. */
export const changeKey = (serverId: string, kind: string, subject: string): string =>
  `${serverId}:${kind}:${subject}`;
