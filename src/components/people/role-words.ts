import type { Role } from '../../collector/context.ts';

/** What each role allows, for the person who gives it; the least first. */
export const ROLE_WORDS: readonly [Role, string, string][] = [
  ['viewer', 'Viewer', 'Sees everything, changes nothing.'],
  ['operator', 'Operator', 'Also adds, changes and removes servers.'],
  ['owner', 'Owner', 'May do everything, keys and people included.'],
];

/** A role in a word. */
export function roleWord(role: Role): string {
  return ROLE_WORDS.find(([known]) => known === role)?.[1] ?? role;
}

/** What who joins with this role may do, as a sentence to them. */
export const JOINER_WORDS: Record<Role, string> = {
  viewer: 'You will see how everything is.',
  operator: 'You will see how everything is, and can add, change and remove servers.',
  owner: 'You will own it: servers, keys and people.',
};
