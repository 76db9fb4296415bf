export interface ShortenOptions {
  /** What the limit counts; UTF-16 units unless told, which are never fewer than characters. */
  size?: (text: string) => number;
  /** How a text is written in the message. What it becomes counts, and is not cut apart. */
  write?: (text: string) => string;
  /** What tells that something was cut. */
  more?: string;
}

export const units = (text: string): number => text.length;
export const bytes = (text: string): number => Buffer.byteLength(text);

/** A text, written as the message wants it, within a limit. What is too long is cut between two characters. */
export function shorten(text: string, limit: number, options: ShortenOptions = {}): string {
  const { size = units, write = String, more = '…' } = options;
  const whole = write(text);
  if (size(whole) <= limit) return whole;
  let room = limit - size(more);
  if (room < 0) return '';
  let kept = '';
  for (const character of text) {
    const written = write(character);
    room -= size(written);
    if (room < 0) break;
    kept += written;
  }
  return kept.trimEnd() + more;
}
