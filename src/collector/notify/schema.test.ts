import { createECDH, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { addDeviceSchema } from './schema.ts';

const receiver = createECDH('prime256v1');
receiver.generateKeys();
const P256DH = receiver.getPublicKey('base64url');
const AUTH = randomBytes(16).toString('base64url');
const device = (changes: object = {}, keys: object = {}) => ({
  name: 'Ada’s phone',
  endpoint: 'https://push.example.org/1',
  keys: { p256dh: P256DH, auth: AUTH, ...keys },
  ...changes,
});

it.each([
  { what: 'what a browser gives', input: device() },
  { what: 'base64url with padding', input: device({}, { auth: `${AUTH}==` }) },
  { what: 'an expiration time that we do not need', input: device({ expirationTime: null }) },
])('takes $what', ({ input }) => {
  expect(addDeviceSchema.safeParse(input).success).toBe(true);
});

it.each([
  { what: 'no name', input: device({ name: '  ' }) },
  { what: 'a name of a novel', input: device({ name: 'x'.repeat(61) }) },
  { what: 'no keys', input: device({ keys: undefined }) },
  { what: 'a short auth secret', input: device({}, { auth: AUTH.slice(2) }) },
  { what: 'a key in ordinary base64', input: device({}, { p256dh: `+/${P256DH.slice(2)}` }) },
  { what: 'a point off the curve', input: device({}, { p256dh: Buffer.alloc(65, 4).toString('base64url') }) },
  { what: 'a private key', input: device({}, { p256dh: receiver.getPrivateKey('base64url') }) },
])('refuses $what', ({ input }) => {
  expect(addDeviceSchema.safeParse(input).success).toBe(false);
});
