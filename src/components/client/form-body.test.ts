import { expect, it } from 'vitest';
import { bodyOf, type Entry } from './form-body.ts';

const entry = (value: string, as: string | null = null, checked: boolean | null = null): Entry => ({
  name: 'field',
  value,
  checked,
  as,
});

it.each<[string, Entry, unknown]>([
  ['plain text as it was typed, spaces of a password included', entry(' secret '), ' secret '],
  ['a number', entry('50', 'number'), 50],
  ['a number that is none, for the hub to refuse', entry('1e', 'number'), Number.NaN],
  ['a list without doubles or blanks', entry('nas, lab,, nas ', 'list'), ['nas', 'lab']],
  ['an empty list', entry('', 'list'), []],
  ['an emptied nullable field', entry('  ', 'nullable'), null],
  ['a filled nullable field', entry(' attic ', 'nullable'), 'attic'],
  ['a filled optional field', entry('10.0.0.2 ', 'optional'), '10.0.0.2'],
  ['a checked box', entry('on', null, true), true],
  ['an unchecked box', entry('on', null, false), false],
])('sends %s', (_, control, expected) => {
  expect(bodyOf([control])).toEqual({ field: expected });
});

it('puts the fields of a group together', () => {
  const named = (name: string, value: string): Entry => ({ ...entry(value), name });
  const controls = [named('general.name', 'Attic'), named('note', 'n'), named('general.place', 'Loft')];
  expect(bodyOf(controls)).toEqual({ general: { name: 'Attic', place: 'Loft' }, note: 'n' });
});

it.each([
  ['an empty optional field', entry('', 'optional')],
  ['an empty number', entry('', 'number')],
  ['a control without a name', { ...entry('x'), name: '' }],
])('leaves out %s', (_, control) => {
  expect(bodyOf([control])).toEqual({});
});
