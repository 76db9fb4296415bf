import { expect, test } from 'vitest';
import { within } from './within.ts';

test('an answer in time is passed on', async () => {
  await expect(within(1_000, 'late', Promise.resolve(7))).resolves.toBe(7);
});

test('an error in time is passed on', async () => {
  await expect(within(1_000, 'late', Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('no answer becomes an error with the reason', async () => {
  await expect(within(5, 'late', new Promise(() => undefined))).rejects.toThrow('late');
});
