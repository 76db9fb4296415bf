import crypto from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { releaseMessage } from './protocol.ts';
import { compareRelease, isSignedBy, readManifest } from './release.ts';

const SHA = 'a'.repeat(64);
const OTHER_SHA = 'b'.repeat(64);

function hubKeys() {
  const { privateKey, publicKey } = crypto.generateKeyPairSync('ed25519');
  const sign = (text: string) => crypto.sign(null, Buffer.from(text), privateKey).toString('base64url');
  return { sign, publicKey: publicKey.export({ format: 'jwk' }).x ?? '' };
}

describe('a release', () => {
  const hub = hubKeys();
  const release = { version: '1.2.3', sha256: SHA };
  const signed = { ...release, signature: hub.sign(releaseMessage(release)) };

  it.each([
    { what: 'as the hub signed it', key: hub.publicKey, manifest: signed, isGood: true },
    { what: 'with another version', key: hub.publicKey, manifest: { ...signed, version: '9.9.9' } },
    { what: 'with another checksum', key: hub.publicKey, manifest: { ...signed, sha256: OTHER_SHA } },
    { what: 'without a signature', key: hub.publicKey, manifest: { ...signed, signature: '' } },
    { what: 'signed by another hub', key: hubKeys().publicKey, manifest: signed },
    {
      what: 'signed for another purpose',
      key: hub.publicKey,
      manifest: { ...signed, signature: hub.sign(`1.2.3\n${SHA}\n`) },
    },
  ])('$what', ({ key, manifest, isGood = false }) => {
    expect(isSignedBy(crypto, key, manifest)).toBe(isGood);
  });
});

test.each<[string, string, ReturnType<typeof readManifest>]>([
  [
    'a manifest, without what else is in it',
    JSON.stringify({ version: '1.2.3', sha256: SHA, signature: 's', more: 1 }),
    { version: '1.2.3', sha256: SHA, signature: 's' },
  ],
  ['a checksum that is none', JSON.stringify({ version: '1.2.3', sha256: 'abc', signature: 's' }), null],
  ['no signature', JSON.stringify({ version: '1.2.3', sha256: SHA }), null],
  ['a page', '<html>', null],
  ['null', 'null', null],
  ['a number', '5', null],
])('readManifest: %s', (_, text, expected) => {
  expect(readManifest(text)).toEqual(expected);
});

test.each([
  ['the same file', '1.2.3', '1.2.3', SHA, 'same'],
  ['the same file, whatever it is called', '1.2.3', '1.0.0', SHA, 'same'],
  ['another build of one version', '1.2.3', '1.2.3', OTHER_SHA, 'newer'],
  ['a newer patch', '1.2.3', '1.2.4', OTHER_SHA, 'newer'],
  ['numbers, not letters', '1.9.0', '1.10.0', OTHER_SHA, 'newer'],
  ['an older patch', '1.2.3', '1.2.2', OTHER_SHA, 'older'],
  ['an older major with more behind it', '2.0.0', '1.99.99', OTHER_SHA, 'older'],
])('%s', (_, ours, theirs, sha256, expected) => {
  const found = compareRelease({ version: ours, sha256: SHA }, { version: theirs, sha256 });
  expect(found).toBe(expected);
});

test.each([
  ['dev', '1.0.0', '"dev"'],
  ['1.0.0', 'latest', '"latest"'],
])('%s beside %s cannot be compared, and it is said which', (ours, theirs, named) => {
  const compare = () =>
    compareRelease({ version: ours, sha256: SHA }, { version: theirs, sha256: OTHER_SHA });
  expect(compare).toThrow(named);
});
