import { expect, it } from 'vitest';
import { adviceFor } from './advice.ts';
import { DEFAULT_RULES, typeOf } from './rules/defaults.ts';

const LEVELS = ['warning', 'critical'] as const;
const TYPES = [...Object.keys(DEFAULT_RULES), 'a-rule-of-ones-own'].flatMap((id) =>
  LEVELS.map((level) => typeOf(id, level)),
);

it.each([...new Set(TYPES), 'reported'])('says what to do about %s', (type) => {
  expect(adviceFor(type).length).toBeGreaterThan(0);
});

it('has nothing to say of what it does not know', () => {
  expect(adviceFor('constructor')).toEqual([]);
});
