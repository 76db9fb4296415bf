import { expect, it } from 'vitest';
import { serverIdSchema } from '../collector/fleet/schema.ts';
import { serverIdFrom } from './server-id.ts';

it.each([
  ['a plain name', 'Media', 'media'],
  ['words', 'Living room NAS', 'living-room-nas'],
  ['accents and apostrophes', 'Müller’s NAS #2', 'mullers-nas-2'],
  ['dots that could climb', '../etc', 'etc'],
  ['outer marks', '  (old) server! ', 'old-server'],
])('derives an id from %s', (_, name, id) => {
  expect(serverIdFrom(name)).toBe(id);
  expect(serverIdSchema.safeParse(id).success).toBe(true);
});

it('cuts long names to what an id may hold, without a trailing dash', () => {
  const id = serverIdFrom(`${'a'.repeat(62)} ${'b'.repeat(30)}`);
  expect(id).toBe('a'.repeat(62));
});

it('is empty when nothing usable is left', () => {
  expect(serverIdFrom('監視')).toBe('');
});
