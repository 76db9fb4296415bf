import { z } from 'zod';
import type { Outbound } from '../../outbound.ts';
import { type Failure, failure, failureOfError } from '../../outbound-failure.ts';
import { redact } from '../../outbound-redact.ts';
import { bounded } from '../bounded.ts';
import type { Notification } from '../notification.ts';
import type { Field, Fields } from './field.ts';

export interface Delivered {
  ok: true;
  /** What the other side calls the message. */
  id?: string;
  /** Parts of the configuration that the other side has changed: to be kept, and sent with from now on. */
  changes?: Record<string, string>;
}

export type Delivery = Delivered | Failure;

/** How much of a text the other side takes. */
export interface Limits {
  /** Absent where the title is part of the text. */
  title?: number;
  text: number;
  unit: 'characters' | 'bytes';
}

type Shape<F extends Fields> = { [Name in keyof F]: F[Name]['schema'] };
export type ConfigOf<F extends Fields> = z.output<z.ZodObject<Shape<F>>>;

interface Definition<F extends Fields> {
  /** As people call it: "Slack". */
  label: string;
  fields: F;
  limits: Limits;
  /** What is wrong between fields, in words; null when nothing is. */
  problem?: (config: ConfigOf<F>) => string | null;
  /** Hands one notification over. It may throw what happens on the way; an answer it judges itself. */
  send: (config: ConfigOf<F>, notification: Notification, out: Outbound) => Promise<Delivery>;
}

/** A way to reach people, as the rest of the hub sees it. */
export interface Channel<F extends Fields = Fields> {
  label: string;
  fields: F;
  limits: Limits;
  /** What a configuration must be. */
  config: z.ZodType<ConfigOf<F>>;
  /** Hands one notification over, once. It never throws, and its answer holds none of the channel's secrets. */
  deliver: (config: unknown, notification: Notification, out: Outbound) => Promise<Delivery>;
}

function configOf<F extends Fields>({ fields, problem }: Definition<F>): z.ZodType<ConfigOf<F>> {
  const schemas = Object.entries<Field>(fields).map(([name, { schema }]) => [name, schema]);
  const object = z.strictObject(Object.fromEntries(schemas) as Shape<F>);
  return object.superRefine((config, ctx) => {
    const message = problem?.(config as ConfigOf<F>);
    if (message) ctx.addIssue({ code: 'custom', message });
  }) as unknown as z.ZodType<ConfigOf<F>>;
}

/** The values of a configuration that are secret; of a list in one field, each. */
function secretsOf(fields: Fields, config: object): string[] {
  const values = Object.entries(fields)
    .filter(([, field]) => field.secret)
    .map(([name]) => String(Reflect.get(config, name) ?? ''));
  return [...values, ...values.flatMap((value) => value.split(/[\s,]+/))];
}

/** Makes a channel of what one service needs. Its type is its name in the registry, so that no two can share one. */
export function defineChannel<F extends Fields>(definition: Definition<F>): Channel<F> {
  const { label, fields, limits, send } = definition;
  const config = configOf(definition);
  const deliver: Channel['deliver'] = async (stored, notification, out) => {
    const known = config.safeParse(stored);
    if (!known.success) return failure('rejected', `${label} is not set up completely`);
    const delivery = await send(known.data, bounded(notification), out).catch((error: unknown) =>
      failureOfError(label, error),
    );
    if (delivery.ok) return delivery;
    return { ...delivery, message: redact(delivery.message, secretsOf(fields, known.data)) };
  };
  return { label, fields, limits, config, deliver };
}
