import { describe, expect, it } from 'vitest';
import { isBusy, oneByOne, patientInTurn } from './patience.ts';

const busy = () => Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });

describe('a file that another process holds', () => {
  it.each<[string, unknown, boolean]>([
    ['its error', busy(), true],
    ['a query that failed for it', new Error('Failed query', { cause: busy() }), true],
    ['another error', new Error('constraint'), false],
    ['no error', null, false],
  ])('is known by %s', (_, error, expected) => {
    expect(isBusy(error)).toBe(expected);
  });

  it('is waited for once by all who wait together, not by each after the other', async () => {
    let tries = 0;
    const patiently = patientInTurn(oneByOne(), () => Promise.resolve(), 20);
    const attempt = async () => {
      tries += 1;
      throw busy();
    };
    const first = patiently(attempt);
    const others = [patiently(attempt), patiently(attempt)];
    await expect(first).rejects.toThrow('locked');
    const triedByFirst = tries;
    await Promise.allSettled(others);
    expect(tries).toBe(triedByFirst);
  });

  it('is tried anew by who comes later', async () => {
    const patiently = patientInTurn(oneByOne(), () => Promise.resolve(), 20);
    await expect(patiently(() => Promise.reject(busy()))).rejects.toThrow('locked');
    await expect(patiently(() => Promise.resolve('written'))).resolves.toBe('written');
  });

  it('keeps nobody waiting whose own mistake it is', async () => {
    const patiently = patientInTurn(oneByOne(), () => Promise.resolve());
    await expect(patiently(() => Promise.reject(new Error('constraint')))).rejects.toThrow('constraint');
  });
});
