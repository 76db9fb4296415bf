import { expect, it } from 'vitest';
import { errorAt } from './use-submit.ts';

const problem = (field: string | null) => ({ message: 'No.', field, remediation: [], status: 422 });

it.each([
  ['a field of its own', 'name', 'name', 'No.'],
  ['a part of a list', 'routing.tags.0', 'routing.tags', 'No.'],
  ['another field', 'watch.warning', 'watch.warning_states', null],
  ['a field that only begins alike', 'names', 'name', null],
  ['no field at all', null, 'name', null],
])('a problem of %s is told where it belongs', (_, named, field, told) => {
  expect(errorAt(problem(named), field)).toBe(told);
});
it('nothing is told of no problem', () => {
  expect(errorAt(null, 'name')).toBeNull();
});
