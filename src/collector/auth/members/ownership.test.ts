import { describe, expect, it } from 'vitest';
import type { Role } from '../../context.ts';
import { endsOwnership, ownershipProblem } from './ownership.ts';

describe('an ownership', () => {
  it.each<[string, Role, Role | null, boolean]>([
    ['ends when an owner becomes less', 'owner', 'viewer', true],
    ['ends when an owner leaves', 'owner', null, true],
    ['goes on', 'owner', 'owner', false],
    ['was none of a viewer', 'viewer', null, false],
    ['begins', 'operator', 'owner', false],
  ])('%s', (_, from, to, expected) => {
    expect(endsOwnership(from, to)).toBe(expected);
  });

  it.each([
    { who: 'the only owner of the hub stays', isHome: true, isSelf: false, owners: 1, stays: true },
    {
      who: 'the only owner of the hub stays, also by choice',
      isHome: true,
      isSelf: true,
      owners: 1,
      stays: true,
    },
    { who: 'one of two may go', isHome: true, isSelf: true, owners: 2, stays: false },
    {
      who: 'the only owner of a client does not go alone',
      isHome: false,
      isSelf: true,
      owners: 1,
      stays: true,
    },
    { who: 'but is sent by the hub’s owner', isHome: false, isSelf: false, owners: 1, stays: false },
  ])('$who', ({ stays, ...leaving }) => {
    expect(ownershipProblem(leaving)?.code ?? null).toBe(stays ? 'conflict' : null);
  });
});
