import type { Channel } from './channel.ts';
import type { Field } from './field.ts';

/** One line of a channel's form, as screens and the API tell it. */
export interface FormField {
  name: string;
  kind: Field['kind'];
  label: string;
  help: string | null;
  /** Its value is never shown again. */
  secret: boolean;
  required: boolean;
  options: { value: string; label: string }[];
}

/** What a person fills in to set a channel up, in order. */
export function formOf({ fields }: Pick<Channel, 'fields'>): FormField[] {
  return Object.entries(fields).map(([name, { kind, label, help, secret, options, schema }]) => ({
    name,
    kind,
    label,
    help: help ?? null,
    secret: secret ?? false,
    required: !schema.safeParse(undefined).success,
    options: Object.entries(options ?? {}).map(([value, label]) => ({ value, label })),
  }));
}
