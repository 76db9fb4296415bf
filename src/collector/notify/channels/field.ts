import { z } from 'zod';

/** One line of a channel's form, and what may stand in it. */
export interface Field<Schema extends z.ZodType = z.ZodType> {
  kind: 'text' | 'address' | 'email' | 'number' | 'choice' | 'switch';
  label: string;
  /** Where to find the value, in a sentence. */
  help?: string;
  /** Stored encrypted, never shown again, and taken out of whatever an adapter reports. */
  secret?: true;
  /** For `choice`: its values, as people call them. */
  options?: Record<string, string>;
  schema: Schema;
}

export type Fields = Record<string, Field>;

/** A line of text without control characters: they have no place in addresses and headers. */
export const text = (max = 200) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line');

/** A key or token as it goes into a header. */
export const token = () =>
  z
    .string()
    .trim()
    .min(4, 'is too short')
    .max(500)
    .regex(/^[\x21-\x7e]+$/, 'must have no spaces');

/** An address of a service: `http` or `https`, without a name or password in it. */
export const webAddress = () =>
  z
    .string()
    .trim()
    .max(2000)
    .refine((value) => {
      if (!URL.canParse(value)) return false;
      const { protocol, username, password } = new URL(value);
      return /^https?:$/.test(protocol) && username === '' && password === '';
    }, 'must be an address that begins with http:// or https://');

/** A path below the address of a server, which may itself lie below a path. */
export function below(server: string, path: string): string {
  return new URL(path, server.endsWith('/') ? server : `${server}/`).href;
}
