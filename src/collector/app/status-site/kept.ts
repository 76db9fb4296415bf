import { hash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** An answer, ready to be sent as it is. */
export interface KeptBody {
  bytes: Buffer;
  /** Names and values in turn, as `writeHead` takes them. */
  headers: string[];
  etag: string;
}

export interface Kept {
  status: number;
  body: (encoding: Encoding) => KeptBody;
}

/** What every answer carries beside what is its own. */
const SECURE = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
] as const;

/** Made once a minute at most: worth a better quality than answers that are made each time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 8, [constants.BROTLI_PARAM_LGWIN]: 18 } };

function compressed(bytes: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'br') return brotliCompressSync(bytes, BROTLI);
  return encoding === 'gzip' ? gzipSync(bytes) : bytes;
}

/**
 * Keeps an answer; each encoding is made when it is first asked for. Its strong ETag is that of what it says, for each
 * encoding its own.
 */
export function keep(text: string, headers: Record<string, string>, status = 200): Kept {
  const plain = Buffer.from(text);
  const digest = hash('sha256', plain, 'base64url').slice(0, 22);
  const bodies = new Map<Encoding, KeptBody>();
  const own = [...SECURE, ...Object.entries(headers)].flat();
  function make(encoding: Encoding): KeptBody {
    const bytes = compressed(plain, encoding);
    const etag = `"${digest}-${encoding}"`;
    const encoded = encoding === 'identity' ? [] : ['Content-Encoding', encoding];
    const all = [...own, ...encoded, 'Content-Length', String(bytes.length), 'ETag', etag];
    return { bytes, etag, headers: all };
  }
  return {
    status,
    body: (encoding) => {
      const known = bodies.get(encoding);
      if (known) return known;
      const made = make(encoding);
      bodies.set(encoding, made);
      return made;
    },
  };
}
