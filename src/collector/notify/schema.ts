import { createPublicKey } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { SEVERITIES } from '../../words/severity.ts';

const base64url = (bytes: number) =>
  z
    .string()
    .regex(/^[\w-]+={0,2}$/, 'is not base64url')
    .refine((text) => Buffer.from(text, 'base64url').length === bytes, `must be ${bytes} bytes`);

/** An uncompressed point of P-256 (RFC 8291 §2.1). */
function isPoint(text: string): boolean {
  const bytes = Buffer.from(text, 'base64url');
  const [x, y] = [bytes.subarray(1, 33), bytes.subarray(33)].map((half) => half.toString('base64url'));
  try {
    createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    return bytes[0] === 4;
  } catch {
    return false;
  }
}

/** Of which severities a device wants to know. */
export const changeDeviceSchema = z.object({
  severities: z.array(z.enum(SEVERITIES)).max(4),
});

/** Keys of a browser's subscription (RFC 8291 §2). */
export const subscriptionKeysSchema = z.object({
  p256dh: base64url(65).refine(isPoint, 'is not a point of P-256'),
  auth: base64url(16),
});

/** What a browser's `PushSubscription.toJSON()` holds, and a name for the device. */
export const addDeviceSchema = z.object({
  name: z.string().trim().min(1).max(60),
  endpoint: z.string().min(1).max(2000),
  keys: subscriptionKeysSchema,
});

export type ChangeDevice = z.infer<typeof changeDeviceSchema>;
export type AddDevice = z.infer<typeof addDeviceSchema>;
