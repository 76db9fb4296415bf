import type { z } from 'zod';
import type { TestRequest } from '../factories.ts';
import { type ApiDocument, inlined, type NamedOperation, parserOf } from '../openapi.ts';
import type { Random } from './random.ts';
import { MALFORMED, spoiled, textOf } from './spoil.ts';
import { type Known, type Schema, valueFor } from './values.ts';

export interface Asked {
  what: string;
  path: string;
  request: TestRequest;
  /** Whoever asks this must be refused, and nothing may change. */
  isBad: boolean;
}

const GOOD_BODIES = 10;
const SPOILED_BODIES = 30;
const GOOD_QUERIES = 4;
const ABSURD_IDS = [
  'nobody-here',
  '018f0000-0000-7000-8000-000000000000',
  'a%2Fb',
  '..%2F..%2Fetc%2Fpasswd',
  '%00',
  '%',
  '%E0%A4%A',
  '%F0%9F%92%A5',
  "'%20OR%201=1--",
  '__proto__',
  'toString',
  '*',
  'x'.repeat(5000),
];
const ABSURD_QUERIES = [
  '',
  '%00',
  '-1',
  '0',
  '1e999',
  'NaN',
  '__proto__',
  "' OR 1=1--",
  '💥'.repeat(99),
  ',,,',
];

/** A path with each of these ids in the place of its parameters, every combination. */
function combined(path: string, idsOf: (name: string) => readonly string[]): string[] {
  const [placeholder, name = ''] = /\{(\w+)\}/.exec(path) ?? [];
  if (placeholder === undefined) return [path];
  return idsOf(name).flatMap((id) =>
    combined(
      path.replace(placeholder, () => id),
      idsOf,
    ),
  );
}

function pathsOf(path: string, known: Known): { good: string[]; absurd: string[] } {
  const good = combined(path, (name) => known.values[name] ?? []);
  if (good.length === 0) throw new Error(`Plant something for ${path}, and a list that tells it`);
  const absurd = ABSURD_IDS.flatMap((id) => combined(path, () => [id]));
  return { good, absurd: path.includes('{') ? absurd : [] };
}

/** True when a query parameter can be read as what its schema wants. */
function fits(parser: z.ZodType, text: string): boolean {
  return [text, Number(text), text === 'true'].some((value) => parser.safeParse(value).success);
}

/** Queries with sense for each path, and every absurd one for some of them. */
function queriesOf(random: Random, { operation }: NamedOperation, paths: string[], known: Known): Asked[] {
  const parameters = (operation.parameters ?? []).filter((one) => one.in === 'query');
  const ask = (path: string, query: string, isBad: boolean) => ({
    what: 'query',
    path: query === '' ? path : `${path}?${query}`,
    request: {},
    isBad,
  });
  const good = paths.flatMap((path) =>
    Array.from({ length: parameters.length > 0 ? GOOD_QUERIES : 1 }, () => {
      const chosen = parameters.filter((one) => one.required || random.chance(0.5));
      const values = chosen.map(({ name, schema }) => [
        name,
        String(valueFor(random, schema as Schema, known, name)),
      ]);
      return ask(path, new URLSearchParams(values).toString(), false);
    }),
  );
  const odd = parameters.flatMap(({ name, schema }) =>
    ABSURD_QUERIES.map((text) => {
      const query = new URLSearchParams([[name, text]]).toString();
      return ask(random.pick(paths), query, !fits(parserOf(schema), text));
    }),
  );
  return [...good, ...odd, ask(random.pick(paths), '__proto__=1&foo[bar]=1&foo[bar]=2&%=%', false)];
}

function bodiesOf(random: Random, { operation }: NamedOperation, document: ApiDocument, known: Known) {
  const told = operation.requestBody?.content['application/json']?.schema;
  if (!told) return null;
  const schema = inlined(document, told) as Schema;
  const parser = parserOf(schema);
  const good = Array.from({ length: GOOD_BODIES }, () => valueFor(random, schema, known));
  const odd = Array.from({ length: SPOILED_BODIES }, () => spoiled(random, random.pick(good)));
  const isBad = (body: unknown) => !parser.safeParse(body).success;
  const sent = [...good, ...odd].map((body) => ({
    what: textOf(body).slice(0, 300),
    request: { text: textOf(body) },
    isBad: isBad(body),
  }));
  // Read as an empty object, which is fine where nothing must be told.
  return [...sent, { what: 'no body', request: {}, isBad: isBad({}) }];
}

function malformed(): { what: string; request: TestRequest }[] {
  return MALFORMED.map((one) => ({
    what: one.what,
    request: {
      text: one.text,
      headers: {
        ...('type' in one && { 'Content-Type': one.type }),
        ...('length' in one && { 'Content-Length': String(one.length) }),
      },
    },
  }));
}

/** Requests with and without sense for one operation, the ones that must be refused first. */
export function requestsFor(
  random: Random,
  named: NamedOperation,
  document: ApiDocument,
  known: Known,
): Asked[] {
  const method = named.method.toUpperCase();
  const { good, absurd } = pathsOf(named.path, known);
  const bodies = bodiesOf(random, named, document, known);
  const some = bodies?.find(({ isBad }) => !isBad)?.request ?? {};
  const asked: Asked[] = absurd.map((path) => ({ what: 'absurd', path, request: some, isBad: true }));
  if (bodies) {
    asked.push(...bodies.map((body) => ({ ...body, path: random.pick(good) })));
    asked.push(...malformed().map((body) => ({ ...body, path: random.pick(good), isBad: true })));
  } else {
    asked.push(...queriesOf(random, named, good, known));
    if (method !== 'GET') {
      asked.push({ what: 'junk', path: random.pick(good), request: { text: '{"a":' }, isBad: false });
    }
  }
  return asked
    .map((one) => ({ ...one, request: { ...one.request, method } }))
    .toSorted((a, b) => Number(b.isBad) - Number(a.isBad));
}
