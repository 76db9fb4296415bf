import { type ReleaseManifest, releaseMessage } from './protocol.ts';

/** Handed in, because every other use of the agent goes without cryptography. */
export type Crypto = typeof import('node:crypto');

export interface Program {
  /** As x.y.z. */
  version: string;
  /** In hex. */
  sha256: string;
}

/** Reads what the hub says of its agent without believing it. @returns null when no Porchlight hub can have sent this */
export function readManifest(text: string): ReleaseManifest | null {
  let value: Partial<Record<keyof ReleaseManifest, unknown>> | null;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { version, sha256, signature } = value ?? {};
  if (typeof version !== 'string' || typeof sha256 !== 'string' || typeof signature !== 'string') return null;
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
  return { version, sha256, signature };
}

/** @param hubPublicKey Ed25519, the 32 raw bytes as base64url */
export function isSignedBy(
  { createPublicKey, verify }: Crypto,
  hubPublicKey: string,
  manifest: ReleaseManifest,
): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: hubPublicKey }, format: 'jwk' });
  const signature = Buffer.from(manifest.signature, 'base64url');
  return verify(null, Buffer.from(releaseMessage(manifest)), key, signature);
}

/** @throws Error in words unless it is x.y.z */
function numbersOf(version: string): number[] {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`"${version}" is not a version that can be compared`);
  return version.split('.').map(Number);
}

/**
 * What the offered program is beside our own. Another build of the same version counts as newer.
 * @throws Error in words when the versions cannot be compared
 */
export function compareRelease(own: Program, offered: Program): 'same' | 'older' | 'newer' {
  if (own.sha256 === offered.sha256) return 'same';
  const ours = numbersOf(own.version);
  const theirs = numbersOf(offered.version);
  const first = ours.findIndex((number, index) => number !== theirs[index]);
  return (theirs[first] ?? 0) < (ours[first] ?? 0) ? 'older' : 'newer';
}
