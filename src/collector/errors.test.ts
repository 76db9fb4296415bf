import { describe, expect, it } from 'vitest';
import { AppError, notFound, reasonOf } from './errors.ts';

describe('reasonOf', () => {
  const failedQuery = new Error(
    'Failed query: select * from sessions where token = ?\nparams: s3cret-token',
    {
      cause: new Error('SQLITE_IOERR: disk I/O error'),
    },
  );
  it.each([
    {
      what: 'an error',
      error: new TypeError('x is not a function'),
      expected: 'TypeError: x is not a function',
    },
    {
      what: 'a failed query without the values bound to it, but with its cause',
      error: failedQuery,
      expected:
        'Error: Failed query: select * from sessions where token = ?: Error: SQLITE_IOERR: disk I/O error',
    },
    { what: 'something thrown that is no error', error: 'just text', expected: 'just text' },
    { what: 'nothing at all', error: undefined, expected: 'undefined' },
  ])('names $what', ({ error, expected }) => {
    expect(reasonOf(error)).toBe(expected);
  });

  it('keeps the secret of a failed query to itself, however deep it lies', () => {
    expect(reasonOf(new Error('saving failed', { cause: failedQuery }))).not.toContain('s3cret');
  });
});

describe('AppError', () => {
  it('carries what a transport needs', () => {
    const cause = new Error('why');
    const error = new AppError('unavailable', 'Later', { retryAfterSeconds: 5, cause });
    expect(error).toMatchObject({ name: 'AppError', code: 'unavailable', message: 'Later', cause });
    expect(error.options.retryAfterSeconds).toBe(5);
  });

  it('says of what is not there only that it is not here', () => {
    expect(notFound('server', 'nas')).toMatchObject({ code: 'not_found', message: 'No server "nas" here' });
  });
});
