import type { Language } from '../../../words/status/words.ts';
import type { Kept } from './kept.ts';

/** A hub with very many protected pages keeps the doors that were drawn last. */
const MOST_KEPT = 200;

export interface Door {
  /** Empty: that of the page at `/status`. */
  slug: string;
  language: Language;
  /** After a word that does not open it. */
  isWrong: boolean;
}

/** Keeps the doors of protected pages: they never change, and anybody may ask for them as often as they like. */
export function openDoors(draw: (door: Door) => Promise<Kept>) {
  const known = new Map<string, Promise<Kept>>();

  function drawAnew(key: string, door: Door): Promise<Kept> {
    const drawn = draw(door).catch((error: unknown) => {
      known.delete(key);
      throw error;
    });
    known.set(key, drawn);
    const [oldest] = known.keys();
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
    return drawn;
  }

  /** @throws what drawing threw */
  return (door: Door): Promise<Kept> => {
    const key = `${door.slug} ${door.language} ${door.isWrong}`;
    return known.get(key) ?? drawAnew(key, door);
  };
}
