import { expect, it } from 'vitest';
import { ROLES } from '../../collector/context.ts';
import { JOINER_WORDS, ROLE_WORDS, roleWord } from './role-words.ts';

it('has words for every role, to the giver and to the joiner', () => {
  expect(ROLE_WORDS.map(([role]) => role).toSorted()).toEqual([...ROLES].toSorted());
  expect(Object.keys(JOINER_WORDS).toSorted()).toEqual([...ROLES].toSorted());
  expect(ROLES.map(roleWord)).toEqual(['Owner', 'Operator', 'Viewer']);
});
