import { describe, expect, it } from 'vitest';
import { componentSchema } from '../../collector/status-pages/schema.ts';
import { freeKey, keyFrom } from './component-key.ts';

const isKey = (key: string) => componentSchema.shape.key.safeParse(key).success;

describe('the key of a component is made from its name', () => {
  it.each([
    ['Films & series', 'films-series'],
    ['Été à la mer', 'ete-a-la-mer'],
    ['  Wi-Fi  ', 'wi-fi'],
    ['写真', 'item'],
    ['…', 'item'],
    ['A very long name that goes on and on and on', 'a-very-long-name-that-goes-on-and-on-and'],
  ])('"%s" is "%s"', (name, key) => {
    expect(keyFrom(name)).toBe(key);
    expect(isKey(key)).toBe(true);
  });

  it.each([
    ['is as it is while it is free', [], 'films'],
    ['has a number where it is taken', ['films'], 'films-2'],
    ['has the next where that is taken too', ['films', 'films-2'], 'films-3'],
  ])('and %s', (_, taken, key) => {
    expect(freeKey('Films', new Set(taken))).toBe(key);
  });

  it('and is never too long for its number', () => {
    const long = 'x'.repeat(60);
    const key = freeKey(long, new Set([keyFrom(long)]));
    expect(key.endsWith('-2')).toBe(true);
    expect(isKey(key)).toBe(true);
  });
});
