import { textMatching } from './pattern.ts';
import type { Random } from './random.ts';

/** What our document uses of JSON Schema, references inlined. */
export interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
}

/** What a schema cannot say. */
export interface Known {
  /** Values by the name of their property: ids of what exists, a real key of a browser. */
  values: Record<string, readonly string[]>;
  /** Properties of one object that make sense only together: the type of a channel and what that type needs. */
  together: readonly Record<string, unknown>[];
}

const TEXTS = [
  'plain',
  "Zoë's NAS 🏠 in the loft",
  "'; DROP TABLE servers; --",
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  '{{7*7}} <%= 7*7 %> %s',
  'line\nbreak\ttab',
  'null \u0000 bell \u0007',
  '\u202etxet desrever',
  'half a pair \ud83c',
  '日本語のサーバー',
];
const HOUR_MS = 3_600_000;
const MOST_ITEMS = 3;
const SHARE_OF_OPTIONAL = 0.6;
const SHARE_OF_KNOWN = 0.8;

const FORMATS: Record<string, (random: Random) => string> = {
  'date-time': (random) => new Date(Date.now() - random.integer(0, HOUR_MS)).toISOString(),
  date: () => new Date().toISOString().slice(0, 10),
  email: (random) => `person${random.integer(1, 1e9)}@example.org`,
  uuid: (random) =>
    textMatching(random, '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'),
  ip: (random) => random.pick(['192.168.7.9', 'fd00::7']),
  ipv4: () => '192.168.7.9',
  ipv6: () => 'fd00::7',
  uri: () => 'https://127.0.0.1:9/somewhere',
};

function textOf(random: Random, schema: Schema): string {
  if (schema.pattern !== undefined) return textMatching(random, schema.pattern);
  if (schema.format !== undefined) {
    const make = FORMATS[schema.format];
    if (!make) throw new Error(`No way to make the format ${schema.format}`);
    return make(random);
  }
  const { minLength = 0, maxLength = 200 } = schema;
  return random.pick(TEXTS).padEnd(minLength, 'x').slice(0, maxLength);
}

function numberOf(random: Random, { type, minimum = -1000, maximum = minimum + 2000 }: Schema): number {
  const value = random.pick([minimum, maximum, minimum + random.next() * (maximum - minimum)]);
  return type === 'integer' ? Math.floor(value) : value;
}

function listOf(random: Random, schema: Schema, known: Known): unknown[] {
  const { minItems = 0, maxItems = MOST_ITEMS, items = {} } = schema;
  const length = random.integer(minItems, Math.max(minItems, Math.min(maxItems, MOST_ITEMS)));
  return Array.from({ length }, () => valueFor(random, items, known));
}

function recordOf(random: Random, schema: Schema, known: Known): Record<string, unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const named = Object.entries(properties)
    .filter(([name]) => required.includes(name) || random.chance(SHARE_OF_OPTIONAL))
    .map(([name, inner]) => [name, valueFor(random, inner, known, name)]);
  const inner = typeof additionalProperties === 'object' ? additionalProperties : null;
  const free = inner ? [[random.pick(['first', 'zebra_count']), valueFor(random, inner, known)]] : [];
  return { ...Object.fromEntries([...named, ...free]), ...fittingOf(random, properties, known) };
}

/** Values that fit each other, for a record that has a place for all of them. */
function fittingOf(random: Random, properties: Record<string, Schema>, { together }: Known) {
  const fitting = together.filter((values) => Object.keys(values).every((name) => name in properties));
  return fitting.length > 0 && random.chance(SHARE_OF_KNOWN) ? random.pick(fitting) : {};
}

/** One schema that says what all of these objects say. */
const merged = (all: Schema[]): Schema => ({
  type: 'object',
  properties: Object.fromEntries(all.flatMap(({ properties }) => Object.entries(properties ?? {}))),
  required: all.flatMap(({ required }) => required ?? []),
});

/** A value that fits the schema; optional properties are there or not. */
export function valueFor(random: Random, schema: Schema, known: Known, name = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return valueFor(random, random.pick(choices), known, name);
  if (schema.allOf) return valueFor(random, merged(schema.allOf), known, name);
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  const one = { ...schema, ...(type !== undefined && { type }) };
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
    case 'number':
      return numberOf(random, one);
    case 'string': {
      const listed = known.values[name] ?? [];
      return listed.length > 0 && random.chance(SHARE_OF_KNOWN) ? random.pick(listed) : textOf(random, one);
    }
    case 'array':
      return listOf(random, one, known);
    case 'object':
      return recordOf(random, one, known);
    default:
      return random.pick<unknown>(['anything', 7, true, { any: 'thing' }]);
  }
}
