import { createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto';

/** DER of an Ed25519 private key before its 32 bytes (RFC 8410 §7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const PURPOSE = 'porchlight: what agents believe';

/** Signs for agents; they keep the public key from their enrolment. */
export interface Signer {
  /** The 32 raw bytes, as base64url. */
  publicKey: string;
  /** Ed25519 signature as base64url. */
  sign: (text: string) => string;
}

/**
 * The key pair that follows from the hub's secret (HKDF, RFC 5869): there is nothing more to store or to lose, and every node
 * with the secret signs alike.
 */
export function openSigner(secret: string): Signer {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, 32));
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { publicKey: x, sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') };
}
