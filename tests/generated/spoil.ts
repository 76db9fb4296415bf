import type { Random } from './random.ts';

type Place = (string | number)[];

/** Stands for a number that JSON can write and no double can hold. */
const ENDLESS = Number.POSITIVE_INFINITY;
const MISSING = Symbol('missing');
const DEEP = Array.from({ length: 200 }).reduce<unknown>((inner) => [inner], 'deep');
const JUNK: unknown[] = [
  MISSING,
  MISSING,
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  ENDLESS,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  ' ',
  'NaN',
  '-0',
  '1e999',
  [],
  {},
  [null],
  { $gt: '' },
  DEEP,
  JSON.parse('{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}'),
  'x'.repeat(20_000),
  '💥'.repeat(300),
  '\u0000',
  '\ud83c',
  "' OR 1=1; DROP TABLE servers; --",
  '../../etc/passwd',
  '__proto__',
  Array.from({ length: 3000 }, () => ({})),
];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every place in a value, the whole of it first. */
function placesOf(value: unknown, here: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [here];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [here, ...inner.flatMap(([key, one]) => placesOf(one, [...here, key]))];
}

function replaced(value: unknown, [step, ...rest]: Place, by: unknown): unknown {
  if (step === undefined) return by === MISSING ? {} : by;
  const change = (one: unknown) => replaced(one, rest, by);
  const isDropped = rest.length === 0 && by === MISSING;
  if (Array.isArray(value)) {
    return isDropped
      ? value.toSpliced(Number(step), 1)
      : value.with(Number(step), change(value[Number(step)]));
  }
  if (!isRecord(value)) return by;
  const { [step]: old, ...others } = value;
  return isDropped ? others : { ...others, [step]: change(old) };
}

/** The value with something odd in one place, in its text as JSON. It may still fit its schema. */
export function spoiled(random: Random, value: unknown): unknown {
  return replaced(value, random.pick(placesOf(value)), random.pick(JUNK));
}

/** JSON that can also say 1e999. */
export function textOf(value: unknown): string {
  const text = JSON.stringify(value, (_key, one) => (one === ENDLESS ? '<endless>' : one));
  return text.replaceAll('"<endless>"', '1e999');
}

/** Bodies that are no JSON of the right type at all. */
export const MALFORMED = [
  { what: 'JSON cut short', text: '{"name": ' },
  { what: 'words', text: 'hello' },
  { what: 'single quotes', text: "{'a': 1}" },
  { what: 'NaN', text: '{"a": NaN}' },
  { what: 'a bare null byte', text: '\u0000' },
  { what: 'brackets without end', text: '['.repeat(50_000) },
  { what: 'a form', text: 'a=1&b=2', type: 'application/x-www-form-urlencoded' },
  { what: 'plain text', text: '{}', type: 'text/plain' },
  { what: 'XML', text: '<a/>', type: 'application/xml' },
  { what: 'a body said to be far too large', text: '{}', length: 17_000_000 },
] as const satisfies { what: string; text: string; type?: string; length?: number }[];
