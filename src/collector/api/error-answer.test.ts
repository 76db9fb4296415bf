import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../errors.ts';
import { createLog } from '../log.ts';
import { errorAnswer, refusal } from './error-answer.ts';
import type { ApiEnv } from './parts.ts';
import { errorSchema } from './schema/error.ts';

/** What a client gets when a route throws `error`, and what the log says. */
async function answerTo(error: Error) {
  const lines: string[] = [];
  const log = createLog('debug', (line) => lines.push(line));
  const app = new Hono<ApiEnv>();
  app.use(async (c, next) => {
    c.set('requestId', 'request-1');
    await next();
  });
  app.onError((thrown, c) => errorAnswer(thrown, c, log));
  app.get('/route', () => {
    throw error;
  });
  const answered = await app.request('/route?token=s3cret');
  return { answered, body: errorSchema.parse(await answered.json()).error, lines };
}

describe('errorAnswer', () => {
  it.each<{ code: ErrorCode; status: number }>([
    { code: 'bad_request', status: 400 },
    { code: 'unauthenticated', status: 401 },
    { code: 'forbidden', status: 403 },
    { code: 'not_found', status: 404 },
    { code: 'conflict', status: 409 },
    { code: 'gone', status: 410 },
    { code: 'too_large', status: 413 },
    { code: 'unsupported_type', status: 415 },
    { code: 'invalid', status: 422 },
    { code: 'rate_limited', status: 429 },
    { code: 'unavailable', status: 503 },
  ])('$code is $status, and no news for the log', async ({ code, status }) => {
    const { answered, body, lines } = await answerTo(new AppError(code, 'In words'));
    expect(answered.status).toBe(status);
    expect(body).toMatchObject({ code, message: 'In words', request_id: 'request-1' });
    expect(answered.headers.get('x-request-id')).toBe('request-1');
    expect(lines).toEqual([]);
  });

  it('tells field, details and what to do, and when to come back', async () => {
    const options = { field: 'name', details: [1], remediation: ['Wait'], retryAfterSeconds: 7 };
    const { answered, body } = await answerTo(new AppError('unavailable', 'Later', options));
    expect(body).toMatchObject({ field: 'name', details: [1], remediation: ['Wait'] });
    expect(answered.headers.get('retry-after')).toBe('7');
  });

  it('leaves out what there is not', async () => {
    const { answered, body } = await answerTo(new AppError('conflict', 'No'));
    expect(Object.keys(body).sort()).toEqual(['code', 'message', 'request_id', 'timestamp']);
    expect(answered.headers.get('retry-after')).toBeNull();
  });

  it.each([
    { status: 400, code: 'bad_request', message: 'The body is not valid JSON' },
    { status: 415, code: 'unsupported_type', message: 'Send the body as application/json' },
  ] as const)(
    'says in our words what the framework refuses with $status',
    async ({ status, code, message }) => {
      const { body } = await answerTo(new HTTPException(status, { message: 'Malformed' }));
      expect(body).toMatchObject({ code, message });
    },
  );

  it('asks to come back while another program holds the database', async () => {
    const held = Object.assign(new Error('SQLITE_BUSY: database is locked'), { code: 'SQLITE_BUSY' });
    const { answered, body } = await answerTo(held);
    expect([answered.status, answered.headers.get('retry-after')]).toEqual([503, '5']);
    expect(body.message).not.toContain('SQLITE');
  });

  it('of something unexpected tells nothing but where to look', async () => {
    const { answered, body, lines } = await answerTo(new TypeError('secret is pl_abc'));
    expect(answered.status).toBe(500);
    expect(body).toMatchObject({ code: 'internal', request_id: 'request-1' });
    expect(JSON.stringify(body)).not.toContain('pl_abc');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      request_id: 'request-1',
      path: '/route',
      error: 'TypeError: secret is pl_abc',
    });
    expect(lines.join()).not.toContain('s3cret');
  });
});

describe('refusal', () => {
  it('is the same outside the framework', () => {
    const { status, headers, body } = refusal(new AppError('not_found', 'No'), 'request-2');
    expect({ status, headers }).toEqual({ status: 404, headers: { 'X-Request-Id': 'request-2' } });
    expect(errorSchema.parse(body).error.code).toBe('not_found');
  });
});
