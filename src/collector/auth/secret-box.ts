import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1.';

export interface SecretBox {
  /** @param place where the secret lies ("devices.auth"): it opens at no other place */
  seal: (plain: string, place: string) => string;
  /** @throws Error when it was sealed with another secret, for another place, or was changed */
  open: (sealed: string, place: string) => string;
}

/**
 * Encrypts secrets at rest with AES-256-GCM (NIST SP 800-38D: 96-bit random nonce, 128-bit tag); the key comes
 * from the hub's secret by HKDF-SHA-256 (RFC 5869), so that it serves this alone.
 */
export function openSecretBox(secret: string): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'porchlight secret box 1', KEY_BYTES));
  return {
    seal: (plain, place) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return VERSION + Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },
    open: (sealed, place) => {
      if (!sealed.startsWith(VERSION)) throw new Error('This was not sealed by this hub');
      const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
      const iv = bytes.subarray(0, IV_BYTES);
      const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
      const text = bytes.subarray(IV_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
    },
  };
}
