import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { limitBody } from './limit-body.ts';
import type { ApiEnv } from './parts.ts';

const MEGABYTE = 1_000_000;

/** Sends a body through the limit of one megabyte; answers the status and how many bytes arrived. */
async function sent(init: RequestInit & { duplex?: 'half' }) {
  const app = new Hono<ApiEnv>();
  app.onError((error, c) => c.text(error instanceof AppError ? error.code : String(error), 413));
  app.use(limitBody(1));
  app.all('/', async (c) =>
    c.json({ bytes: (await c.req.text()).length, type: c.req.header('content-type') }),
  );
  const answered = await app.request('http://hub.test/', init);
  return answered.status === 200 ? answered.json() : answered.text();
}

/** A body of so many bytes in ten pieces, noting how many were taken. */
function pieces(bytes: number) {
  let taken = 0;
  const body = new ReadableStream({
    pull: (controller) => {
      if (taken === 10) return controller.close();
      taken += 1;
      controller.enqueue(new Uint8Array(bytes / 10).fill(120));
    },
  });
  return { taken: () => taken, body };
}

describe('limitBody', () => {
  it.each([
    {
      what: 'lets a body of just the limit pass',
      bytes: MEGABYTE,
      told: MEGABYTE,
      expected: { bytes: MEGABYTE },
    },
    { what: 'refuses one byte more', bytes: MEGABYTE + 1, told: MEGABYTE + 1, expected: 'too_large' },
    { what: 'goes by what is told, before it reads', bytes: 1, told: 5 * MEGABYTE, expected: 'too_large' },
  ])('$what', async ({ bytes, told, expected }) => {
    const headers = { 'Content-Length': String(told), 'Content-Type': 'text/plain' };
    const result = await sent({ method: 'POST', body: 'x'.repeat(bytes), headers });
    if (typeof expected === 'string') expect(result).toBe(expected);
    else expect(result).toMatchObject(expected);
  });

  it.each([
    {
      what: 'lets pieces pass that are within the limit together',
      bytes: 500_000,
      expected: { bytes: 500_000, type: 'text/plain' },
    },
    {
      what: 'lets pieces pass that are just the limit',
      bytes: MEGABYTE,
      expected: { bytes: MEGABYTE, type: 'text/plain' },
    },
  ])('$what, with their headers', async ({ bytes, expected }) => {
    const headers = { 'Transfer-Encoding': 'chunked', 'Content-Type': 'text/plain' };
    expect(await sent({ method: 'POST', body: pieces(bytes).body, headers, duplex: 'half' })).toEqual(
      expected,
    );
  });

  it('stops reading as soon as pieces are too many', async () => {
    const { body, taken } = pieces(3 * MEGABYTE);
    const headers = { 'Transfer-Encoding': 'chunked' };
    expect(await sent({ method: 'POST', body, headers, duplex: 'half' })).toBe('too_large');
    expect(taken()).toBeLessThan(10);
  });

  it.each(['GET', 'HEAD'])('leaves %s alone, which has no body to count', async (method) => {
    const headers = { 'Transfer-Encoding': 'chunked' };
    const app = new Hono<ApiEnv>();
    app.use(limitBody(1));
    app.get('/', (c) => c.text('fine'));
    expect((await app.request('http://hub.test/', { method, headers })).status).toBe(200);
  });
});
