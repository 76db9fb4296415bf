import { describe, expect, it } from 'vitest';
import { createInterner, layoutId, sameNames } from './layout.ts';

describe('layoutId', () => {
  const id = layoutId('nas', ['a', 'b']);
  it('is the same for the same server and names, and fits 48 bits', () => {
    expect(layoutId('nas', ['a', 'b'])).toBe(id);
    expect(Number.isSafeInteger(id) && id < 2 ** 48).toBe(true);
  });

  it.each([
    ['another server', 'pi', ['a', 'b']],
    ['another order', 'nas', ['b', 'a']],
    ['another cut between names', 'nas', ['a,b']],
    ['a name moved to the server', 'nas,a', ['b']],
  ])('differs for %s', (_, serverId, names) => {
    expect(layoutId(serverId, names)).not.toBe(id);
  });
});

it.each([
  ['equal lists', ['a', 'b'], ['a', 'b'], true],
  ['a longer list', ['a'], ['a', 'b'], false],
  ['another name', ['a', 'c'], ['a', 'b'], false],
])('sameNames of %s', (_, a, b, expected) => {
  expect(sameNames(a, b)).toBe(expected);
});

it('the interner gives equal lists back as one array', () => {
  const intern = createInterner();
  const first = intern(['a', 'b']);
  expect(intern(['a', 'b'])).toBe(first);
  expect(intern(['a', 'c'])).not.toBe(first);
});
