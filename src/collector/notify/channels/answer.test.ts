import { expect, it } from 'vitest';
import { z } from 'zod';
import { failureOf, readJson } from './answer.ts';

const shape = z.object({ id: z.number() });
const answer = (changes: object) => ({ status: 200, headers: {}, body: '', ...changes });

it.each([
  ['{"id":5}', { id: 5 }],
  ['{"id":5,"more":1}', { id: 5 }],
  ['{"id":"5"}', null],
  ['{"id":', null],
  ['null', null],
  ['', null],
])('%s is read as %j', (body, read) => {
  expect(readJson(shape, answer({ body }))).toEqual(read);
});

it.each([
  { what: 'the header', headers: { 'retry-after': '7' }, wait: undefined, seconds: 7 },
  { what: 'the body before the header', headers: { 'retry-after': '7' }, wait: 30.2, seconds: 31 },
  { what: 'nobody', headers: {}, wait: undefined, seconds: undefined },
])('how long to wait says $what', ({ headers, wait, seconds }) => {
  expect(failureOf('ntfy', answer({ status: 429, headers }), 0, wait)?.retryAfterSeconds).toBe(seconds);
});

it('a status of success is no failure', () => {
  expect(failureOf('ntfy', answer({}), 0)).toBeNull();
});
