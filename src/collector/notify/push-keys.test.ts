import { expect, it } from 'vitest';
import { subjectOf } from './push-keys.ts';

it.each([
  ['https://hub.example.org', 'https://hub.example.org'],
  ['http://nas.local:8080', 'mailto:porchlight@example.org'],
  [undefined, 'mailto:porchlight@example.org'],
])('a hub at %s signs as %s', (url, subject) => {
  expect(subjectOf(url)).toBe(subject);
});
