import type { Level } from '../schema/views.ts';

/** One thing that needs a look, in words. */
export interface Reason {
  level: Exclude<Level, 'ok'>;
  text: string;
}

/** A reason when the level is one; what is fine, or what nobody measured, is none. */
export function reason(level: Level, text: string): Reason[] {
  return level === 'ok' || level === 'unknown' ? [] : [{ level, text }];
}
