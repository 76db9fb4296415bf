/** Header fields and body of a message or of a part of one, folded lines joined (RFC 5322 §2.2). */
function partOf(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: raw.slice(end + 4) };
}

const fromHex = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

function decoded(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? fromHex(body.replace(/=\r\n/g, '')) : body;
}

/** A header's words as people read them (RFC 2047). */
function words(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : fromHex(word.replaceAll('_', ' ')),
    );
}

export interface Mail {
  headers: Map<string, string>;
  subject: string;
  text: string;
  html: string;
}

/**
 * A mail of a text and an HTML part.
 * @throws Error when it is anything else
 */
export function readMail(raw: string): Mail {
  const { headers, body } = partOf(raw);
  const boundary = /^multipart\/alternative;.*boundary="([^"]+)"/.exec(
    headers.get('content-type') ?? '',
  )?.[1];
  if (boundary === undefined) throw new Error('The mail has not two parts');
  const parts = body.split(`--${boundary}`).map((part) => partOf(part.replace(/^\r\n/, '')));
  const find = (type: string) => {
    const part = parts.find((one) => one.headers.get('content-type')?.startsWith(type));
    if (!part) throw new Error(`The mail has no part of ${type}`);
    return decoded(part.body, part.headers.get('content-transfer-encoding'));
  };
  return {
    headers,
    subject: words(headers.get('subject') ?? ''),
    text: find('text/plain').replaceAll('\r\n', '\n'),
    html: find('text/html'),
  };
}
