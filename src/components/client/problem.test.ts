import { describe, expect, it } from 'vitest';
import { problemFrom } from './problem.ts';

describe('problemFrom', () => {
  it('keeps what the hub says, as a sentence', () => {
    const error = {
      code: 'conflict',
      message: 'the id "nas" is taken',
      field: 'server_id',
      remediation: ['Choose another id', 7],
    };
    expect(problemFrom(409, { error })).toEqual({
      message: 'The id "nas" is taken.',
      field: 'server_id',
      remediation: ['Choose another id.'],
      status: 409,
    });
  });

  it.each([
    ['no answer', 0, null, /did not answer/],
    ['a session that has ended', 401, null, /signed out/],
    ['too many tries without a reason', 429, { message: 'Slow down' }, /Wait a few seconds/],
    ['an answer that is not JSON', 502, null, /could not do this/],
    ['a broken error shape', 500, { error: 'boom' }, /could not do this/],
    ['an empty message', 404, { error: { message: '' } }, /not here any more/],
    [
      'the hub’s own refusal rather than the general words',
      403,
      { error: { message: 'Owners only' } },
      /^Owners only\.$/,
    ],
  ])('has words for %s', (_, status, body, words) => {
    expect(problemFrom(status, body).message).toMatch(words);
  });

  it('does not repeat the name of the field that it stands beside', () => {
    const error = { message: 'tags.2: may not be empty', field: 'tags.2' };
    expect(problemFrom(422, { error }).message).toBe('May not be empty.');
  });

  it('points at no field when none is named', () => {
    expect(problemFrom(422, { error: { message: 'no', field: 3 } }).field).toBeNull();
  });
});
