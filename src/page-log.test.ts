import { afterEach, expect, it } from 'vitest';
import { createLog } from './collector/log.ts';
import pageLog, { withoutSecrets } from './page-log.ts';

const HUB = Symbol.for('porchlight');
afterEach(() => Reflect.deleteProperty(globalThis, HUB));

it.each([
  ['Could not render http://hub/invite?token=pli_abc', 'Could not render http://hub/invite'],
  [
    'Could not render http://hub/a?b=c d\nError: broken\n    at page (file.js:1)',
    'Could not render http://hub/a d Error: broken',
  ],
  ['Failed query: SELECT 1\nparams: ada@example.org', 'Failed query: SELECT 1'],
  ['\u001b[31mred\u001b[0m', 'red'],
])('%j is logged as %j', (message, logged) => {
  expect(withoutSecrets(message)).toBe(logged);
});

it('writes one line of the hub’s log, of the same level', () => {
  const lines: string[] = [];
  Reflect.set(globalThis, HUB, { log: createLog('info', (line) => lines.push(line)) });
  const { write } = pageLog();
  write({ level: 'error', message: 'broken\n  at once' });
  write({ level: 'debug', message: 'routed' });
  write({ level: 'silent', message: 'nothing' });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'error',
    message: 'page renderer',
    error: 'broken',
  });
});
