import { settle, type Track } from '../../judge/settle.ts';
import type { Level } from '../../types.ts';
import type { Rule } from '../schema.ts';

/** How often a rule would have fired, by what it would have been about. */
export class Firings {
  readonly times = new Map<string, number>();
  readonly #rule: Rule;
  readonly #maxGapMs: number;
  readonly #tracks = new Map<string, Track>();

  constructor(rule: Rule, maxGapMs: number) {
    this.#rule = rule;
    this.#maxGapMs = maxGapMs;
  }

  levelOf(subject: string): Level | null {
    return this.#tracks.get(subject)?.level ?? null;
  }

  /** Nothing is remembered of what is well. */
  isKnown(subject: string): boolean {
    return this.#tracks.has(subject);
  }

  /** Another report, at its sample time in ms, with the level that it reaches. */
  report(subject: string, reached: Level | null, at: number): void {
    const before = this.#tracks.get(subject);
    if (reached === null && !before) return;
    const after = settle(before, reached, this.#rule, at, this.#maxGapMs);
    if (reached === null && after.level === null) this.#tracks.delete(subject);
    else this.#tracks.set(subject, after);
    if ((before?.level ?? null) === null && after.level !== null) this.fire(subject);
  }

  fire(subject: string): void {
    this.times.set(subject, (this.times.get(subject) ?? 0) + 1);
  }
}
