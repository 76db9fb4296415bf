import { expect, it } from 'vitest';
import { updatesMark, updatesWords } from './update-words.ts';

it.each([
  [0, 0, false, 'Nothing to install.', 'ok', 'Up to date'],
  [1, 0, false, '1 update.', 'ok', 'Can wait'],
  [1, 1, false, '1 update, for security.', 'low', 'Needs a look'],
  [12, 0, null, '12 updates.', 'ok', 'Can wait'],
  [12, 3, true, '12 updates, 3 of them for security. Restart required.', 'low', 'Needs a look'],
  [0, 0, true, 'Nothing to install. Restart required.', 'low', 'Needs a look'],
  [5, null, false, '5 updates.', 'ok', 'Can wait'],
  [null, null, true, 'Restart required.', 'low', 'Needs a look'],
  [null, null, false, 'No restart required.', 'unknown', 'Not known'],
])('%s updates, %s for security, restart %s: "%s", %s', (all, security, restart, words, level, word) => {
  const told = { updates_available: all, security_updates: security, reboot_required: restart };
  expect(updatesWords(told)).toBe(words);
  expect(updatesMark(told)).toMatchObject({ level, word });
});
