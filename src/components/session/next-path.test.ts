import { expect, it } from 'vitest';
import { nextPath } from './next-path.ts';

it.each([
  ['a page of this hub', '/servers/nas?range=7d', '/servers/nas?range=7d'],
  ['nothing', null, '/'],
  ['an empty text', '', '/'],
  ['another site', 'https://example.com/', '/'],
  ['another site without its scheme', '//example.com/x', '/'],
  ['another site behind a backslash', '/\\example.com', '/'],
  ['another site behind a tab', '/\t/example.com', '/'],
  ['a script', 'javascript:alert(1)', '/'],
  ['a path that climbs', '/../../login', '/login'],
])('after %s goes to the right place', (_, next, expected) => {
  expect(nextPath(next)).toBe(expected);
});
