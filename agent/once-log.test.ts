import { expect, test } from 'vitest';
import { createOnceLog } from './once-log.ts';

test('each line is said once', () => {
  const lines: string[] = [];
  const say = createOnceLog((line) => lines.push(line));
  for (const line of ['a', 'b', 'a', 'a']) say(line);
  expect(lines).toEqual(['a', 'b']);
});
