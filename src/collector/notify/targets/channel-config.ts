import { AppError } from '../../errors.ts';
import type { Field } from '../channels/field.ts';
import { CHANNELS, type ChannelType } from '../channels/index.ts';

export type Config = Record<string, unknown>;

const fieldsOf = (type: ChannelType) => Object.entries<Field>(CHANNELS[type].fields);
const isAbsent = (value: unknown) => value === undefined || value === null || value === '';

/** A form sends empty lines and numbers as text. */
function cleaned(type: ChannelType, given: Config): Config {
  const known = new Map(fieldsOf(type));
  const entries = Object.entries(given).filter(([, value]) => !isAbsent(value));
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const isNumber = known.get(name)?.kind === 'number' && typeof value === 'string';
      return [name, isNumber ? Number(value) : value];
    }),
  );
}

/** What decides where secrets go, and whether they go in the clear. */
const PLACES: ReadonlySet<string> = new Set(['host', 'port', 'security']);
const isPlace = ([name, { kind, secret }]: [string, Field]) =>
  !secret && (kind === 'address' || PLACES.has(name));

/** Whoever may change a channel must not learn its secrets by having them sent elsewhere. */
function requireSamePlace(type: ChannelType, next: Config, before: Config, kept: string[]): void {
  const [first] = kept;
  const isElsewhere = fieldsOf(type).some((field) => isPlace(field) && next[field[0]] !== before[field[0]]);
  if (first === undefined || !isElsewhere) return;
  const field = `config.${first}`;
  throw new AppError('invalid', `${field}: give it again, because it would go to another place now`, {
    field,
  });
}

/**
 * Secrets that are not given again stay as they are; null takes one away.
 * @throws AppError `invalid` when one that should stay would go to another place than before
 */
function withKept(type: ChannelType, given: Config, before: Config): Config {
  const isKept = (name: string) => given[name] !== null && isAbsent(given[name]) && name in before;
  const kept = fieldsOf(type).flatMap(([name, { secret }]) => (secret && isKept(name) ? [name] : []));
  const next = cleaned(type, given);
  requireSamePlace(type, next, before, kept);
  return { ...next, ...Object.fromEntries(kept.map((name) => [name, before[name]])) };
}

/**
 * What a person or program gave, ready to be stored.
 * @param before the configuration so far; secrets that are left empty stay, and one that is null goes
 * @throws AppError `invalid` at the field that does not fit, or at a secret that must be given again
 */
export function configFrom(type: ChannelType, given: Config, before: Config = {}): Config {
  const parsed = CHANNELS[type].config.safeParse(withKept(type, given, before));
  if (parsed.success) return parsed.data as Config;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [unknown ?? issue?.path[0]].filter((part) => part !== undefined);
  const field = ['config', ...path].join('.');
  throw new AppError('invalid', `${field}: ${issue?.message ?? 'is not valid'}`, { field });
}

/** What may be shown of a configuration: of secrets only that there is one. */
export function shownConfig(type: ChannelType, config: Config): Record<string, string> {
  const shown = fieldsOf(type).flatMap(([name, { secret }]): [string, string][] => {
    const value = config[name];
    if (isAbsent(value)) return [];
    return [[name, secret ? 'set' : String(value)]];
  });
  return Object.fromEntries(shown);
}
