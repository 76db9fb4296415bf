import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { calmly } from './live.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('works at once, then once more for any number of calls in between', async () => {
  const work = vi.fn(() => Promise.resolve());
  const call = calmly(work, 1000);
  call();
  call();
  call();
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(999);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(5000);
  expect(work).toHaveBeenCalledTimes(2);
});

it('goes on after work that failed', async () => {
  const work = vi.fn(() => Promise.reject(new Error('away')));
  const call = calmly(work, 1000);
  call();
  await vi.advanceTimersByTimeAsync(1000);
  call();
  expect(work).toHaveBeenCalledTimes(2);
});
