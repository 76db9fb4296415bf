import { expect, test } from 'vitest';
import { createLog } from './log.ts';

test('a line is the time in UTC and the message', () => {
  const lines: string[] = [];
  createLog((line) => lines.push(line))('The hub is not reached');
  expect(lines).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z The hub is not reached\n$/),
  ]);
});
