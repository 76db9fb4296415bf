import { describe, expect, test } from 'vitest';
import { at, countAt, listAt, numberAt, parseJson, textAt } from './foreign-json.ts';

const JSON_OF_OTHERS = parseJson(
  '{"a": {"b": 3, "text": " word ", "empty": " ", "list": [1], "half": 0.5, "minus": -1, "huge": 340282366920938463463374607431768211455}}',
);

test('text that is no JSON is nothing', () => {
  expect(parseJson('{"a": ')).toBeUndefined();
});

describe('at', () => {
  test.each([
    ['a value is found along its path', ['a', 'b'], 3],
    ['a path that breaks off leads to nothing', ['a', 'c', 'd'], undefined],
    ['a path through a number leads to nothing', ['a', 'b', 'c'], undefined],
    ['what every object has is not in the JSON', ['a', 'constructor'], undefined],
  ])('%s', (_, path, expected) => {
    expect(at(JSON_OF_OTHERS, ...path)).toBe(expected);
  });
});

describe('numbers', () => {
  test.each([
    ['a count is a number', 'b', 3, 3],
    ['a half is no count', 'half', 0.5, null],
    ['below zero there is no count', 'minus', -1, null],
    ['a counter of 128 bits is no exact count', 'huge', 2 ** 128, null],
    ['text is no number', 'text', null, null],
    ['what is missing is not 0', 'missing', null, null],
  ])('%s', (_, key, number, count) => {
    expect(numberAt(JSON_OF_OTHERS, 'a', key)).toBe(number);
    expect(countAt(JSON_OF_OTHERS, 'a', key)).toBe(count);
  });

  test('a number that became infinite is none', () => {
    expect(numberAt(parseJson('1e999'))).toBeNull();
  });
});

describe('text and lists', () => {
  test.each([
    ['text is trimmed', 'text', 'word'],
    ['blanks say nothing', 'empty', null],
    ['a number is no text', 'b', null],
  ])('%s', (_, key, expected) => {
    expect(textAt(JSON_OF_OTHERS, 'a', key)).toBe(expected);
  });

  test('text is cut at what the hub takes', () => {
    expect(textAt('x'.repeat(1000))).toHaveLength(255);
  });

  test('what is no list is an empty one', () => {
    expect(listAt(JSON_OF_OTHERS, 'a', 'list')).toEqual([1]);
    expect(listAt(JSON_OF_OTHERS, 'a')).toEqual([]);
  });
});
