import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestHub } from '../factories.ts';
import { documentProblems, leaks } from '../generated/judge.ts';
import { type Asker, plant } from '../generated/plant.ts';
import { randomFrom } from '../generated/random.ts';
import { type Asked, requestsFor } from '../generated/requests.ts';
import { changedRows, rowsOf, rowsWithout } from '../generated/rows.ts';
import { type Schema, valueFor } from '../generated/values.ts';
import { inlined, type NamedOperation, operationsOf, parserOf } from '../openapi.ts';

/** The same number asks the same questions. */
const SEED = process.env.GENERATED_SEED ?? '20261124';
/** What destroys comes last, so that the rest finds something; at the very end what can take the asker's rights. */
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const RIGHTS = ['/people/{', '/keys/{'];
/** What it ends, other questions of the same method want open. */
const ends = ({ path }: NamedOperation) => Number(path.endsWith('/resolve'));
const rank = ({ method, path }: NamedOperation) =>
  METHODS.indexOf(method) + METHODS.length * (1 + RIGHTS.findIndex((part) => path.includes(part)));

/** Needs a secret that no generator finds. */
// Pages are not drawn in a test.
const EXPORT = 'get /api/v1/status-pages/{page_id}/export';
const NEVER_GRANTED = [
  EXPORT,
  'post /api/v1/setup',
  'post /api/v1/agents/enrol',
  'post /api/v1/invitations/accept',
];

const planted = await plant();
const { document, askers, known, homeIds } = planted;
const OPERATIONS = operationsOf(document).toSorted(
  (a, b) => rank(a) - rank(b) || ends(a) - ends(b) || (a.name < b.name ? -1 : 1),
);
const granted = new Set<string>();
afterAll(() => planted.remove());

/** Attempts are limited by address, and this is not what is asked here: each comes from another one. */
let addresses = 0;
const newAddress = () => {
  addresses += 1;
  return `198.18.${(addresses >> 8) % 256}.${addresses % 256}`;
};

/** Asks as who has asked thousands of questions in a row: told to wait, they do, once. */
async function answerTo(hub: TestHub, { signs }: Asker, { path, request }: Asked): Promise<Response> {
  const headers = { ...signs.headers, ...request.headers };
  const ask = () => hub.request(path, { ...signs, ...request, headers, peer: newAddress() });
  const answered = await ask();
  if (answered.status !== 429) return answered;
  await sleep(Number(answered.headers.get('retry-after')) * 1000);
  return ask();
}

/** Asks, and says what is wrong with the answer. */
async function problemsOf(hub: TestHub, asker: Asker, named: NamedOperation, asked: Asked) {
  const { path, request, what, isBad } = asked;
  const answered = await answerTo(hub, asker, asked);
  const text = await answered.text();
  if (answered.ok) granted.add(named.name);
  const isRefused = answered.status >= 400 && answered.status < 500;
  const isLocked = !asker.isKnown && named.operation.security !== undefined;
  const problems = [
    ...documentProblems(document, named, answered, text),
    ...(answered.status === 429 ? ['asked too often to tell: generate less'] : []),
    ...(asker.isForeign ? leaks(path, request, text, homeIds) : []),
    ...(isBad && !isRefused ? [`takes what it must refuse (${answered.status})`] : []),
    ...(isLocked && answered.status !== 401 ? [`lets nobody in (${answered.status})`] : []),
  ];
  return problems.map((problem) => `${request.method} ${path.slice(0, 200)} [${what}] ${problem}`);
}

/** Rows that this asker may not touch with this operation. */
function untouchable({ mayChange, ids }: Asker, { method }: NamedOperation, rows: string[]): string[] {
  if (method === 'get' || mayChange === 'nothing') return rows;
  return mayChange === 'own' ? rowsWithout(rows, ids) : [];
}

async function tryAll(hub: TestHub, asker: Asker, named: NamedOperation): Promise<string[]> {
  const random = randomFrom(`${SEED} ${asker.name} ${named.name}`);
  const requests = requestsFor(random, named, document, known);
  const problems: string[] = [];
  const before = await rowsOf(hub.hub.database);
  for (const asked of requests.filter(({ isBad }) => isBad)) {
    problems.push(...(await problemsOf(hub, asker, named, asked)));
  }
  const between = await rowsOf(hub.hub.database);
  for (const asked of requests.filter(({ isBad }) => !isBad)) {
    problems.push(...(await problemsOf(hub, asker, named, asked)));
  }
  const after = await rowsOf(hub.hub.database);
  const kept = (rows: string[]) => untouchable(asker, named, rows);
  return [
    ...problems,
    ...changedRows(before, between).map((row) => `what was refused changed ${row}`),
    ...changedRows(kept(between), kept(after)).map((row) => `changed ${row}`),
  ];
}

describe.each(askers)(`$name asks everything (GENERATED_SEED=${SEED})`, (asker) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await planted.open();
  });
  afterAll(() => hub.close());

  it.each(OPERATIONS)('$name', async (named) => {
    expect(await tryAll(hub, asker, named)).toEqual([]);
  });

  it('has logged no error', () => {
    expect(hub.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

describe('the questions', () => {
  it('find every operation granted to somebody, but those that need a secret', () => {
    const missed = OPERATIONS.map(({ name }) => name).filter((name) => !granted.has(name));
    expect(missed).toEqual(OPERATIONS.map(({ name }) => name).filter((name) => NEVER_GRANTED.includes(name)));
  });

  it('fit the schema they were made from', () => {
    const random = randomFrom(SEED);
    for (const { name, operation } of OPERATIONS) {
      const told = operation.requestBody?.content['application/json']?.schema;
      const schema = inlined(document, told ?? {}) as Schema;
      const parser = parserOf(schema);
      for (let round = 0; told && round < 50; round += 1) {
        const { error } = parser.safeParse(valueFor(random, schema, { values: {}, together: [] }));
        expect(error?.issues ?? [], name).toEqual([]);
      }
    }
  });
});
