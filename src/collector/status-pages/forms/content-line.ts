const MOST_OCTETS = 75;

/** What TEXT has no way to write (RFC 5545 §3.1); line breaks were written out before. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
const FORBIDDEN = /[\u0000-\u0008\u000a-\u001f\u007f]/g;

const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(FORBIDDEN, '');

/** A line in pieces of 75 octets, parted between characters only; a space begins each but the first. */
function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MOST_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

/**
 * A line of an iCalendar, folded (RFC 5545 §3.1), without its line break.
 * @param isText whether its value is TEXT, which is escaped; an address is not
 */
export function contentLine(name: string, value: string, isText = true): string {
  const written = value.toWellFormed();
  return fold(`${name}:${isText ? escapeText(written) : written.replace(FORBIDDEN, '')}`);
}
