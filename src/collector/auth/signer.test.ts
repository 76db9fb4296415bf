import { createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { openSigner } from './signer.ts';

const SECRET = 'a secret of at least thirty-two letters';

function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

it('signs so that whoever has the public key can check it', () => {
  const { publicKey, sign } = openSigner(SECRET);
  expect(isSignedBy(publicKey, 'restart plex', sign('restart plex'))).toBe(true);
  expect(isSignedBy(publicKey, 'restart plexx', sign('restart plex'))).toBe(false);
});

it('has the same key after a restart, and another with another secret', () => {
  expect(openSigner(SECRET).publicKey).toBe(openSigner(SECRET).publicKey);
  expect(openSigner(`${SECRET}!`).publicKey).not.toBe(openSigner(SECRET).publicKey);
  expect(Buffer.from(openSigner(SECRET).publicKey, 'base64url')).toHaveLength(32);
});

it('tells nothing of the secret', () => {
  expect(JSON.stringify(openSigner(SECRET))).not.toContain('thirty');
});
