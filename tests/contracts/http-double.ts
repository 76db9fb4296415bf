import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { HOUSE_NETWORK, type Outbound, openOutbound } from '../../src/collector/outbound.ts';
import type { Double, Refusal, Running } from './double.ts';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** One service as its documentation describes it. */
export interface HttpService {
  config: (base: string) => Record<string, unknown>;
  /** Where it is in the world, when its channel knows that by itself. */
  origin?: string;
  /** Takes the request or refuses it, for the reasons the real one has. */
  answer: (request: Received) => Reply;
  /** What a person reads of an accepted request. */
  shown: (request: Received) => string;
  refusals: Refusal<Reply>[];
  keepsEmoji?: false;
}

/** What every service may answer. The body is replaced by all that was asked, secrets too. */
const STATUSES: Refusal<Reply>[] = [
  { what: '400', reply: { status: 400, body: '' }, failure: { reason: 'rejected', retry: false } },
  { what: '413', reply: { status: 413, body: '' }, failure: { reason: 'rejected', retry: false } },
  { what: '422', reply: { status: 422, body: '' }, failure: { reason: 'rejected', retry: false } },
  { what: '401', reply: { status: 401, body: '' }, failure: { reason: 'unauthorized', retry: false } },
  {
    what: '403',
    reply: { status: 403, body: '' },
    failure: { reason: expect.stringMatching(/^(unauthorized|target_gone)$/), retry: false },
  },
  { what: '404', reply: { status: 404, body: '' }, failure: { reason: 'target_gone', retry: false } },
  { what: '410', reply: { status: 410, body: '' }, failure: { reason: 'target_gone', retry: false } },
  { what: '500', reply: { status: 500, body: '' }, failure: { reason: 'server', retry: true } },
  { what: '502', reply: { status: 502, body: '' }, failure: { reason: 'server', retry: true } },
  {
    what: '503 with a time to wait',
    reply: { status: 503, body: '', headers: { 'Retry-After': '20' } },
    failure: { reason: 'server', retry: true, retryAfterSeconds: 20 },
  },
  {
    what: '429 with a time to wait',
    reply: { status: 429, body: '', headers: { 'Retry-After': '7' } },
    failure: { reason: 'rate_limited', retry: true, retryAfterSeconds: 7 },
  },
  {
    what: '302',
    reply: { status: 302, body: '', headers: { Location: '/elsewhere' } },
    failure: { reason: 'rejected', retry: false },
  },
];

async function receivedOf(request: IncomingMessage): Promise<Received> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
}

/** Everything that was asked, as a service that is off its head might repeat it. */
const echo = ({ path, headers, body }: Received) => `${path}\n${JSON.stringify(headers)}\n${body}`;

function towards(base: string, origin: string | undefined, out: Outbound): Outbound {
  return {
    ...out,
    post: (request) =>
      out.post({ ...request, url: origin ? request.url.replace(origin, base) : request.url }),
  };
}

async function start(service: HttpService): Promise<Running<Reply>> {
  const shown: string[] = [];
  let said: Reply | 'silence' | null = null;
  const server = createServer((request, response) => {
    void receivedOf(request).then((received) => {
      if (said === 'silence') return;
      const { status, headers = {}, body } = said ?? service.answer(received);
      if (said === null && status < 300) shown.push(service.shown(received));
      response.writeHead(status, headers).end(said !== null && body === '' ? echo(received) : body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    config: service.config(base),
    out: (changes) => towards(base, service.origin, openOutbound({ ...HOUSE_NETWORK, ...changes })),
    shown: () => shown,
    say: (reply) => {
      said = reply;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function httpDouble(service: HttpService): Double<Reply> {
  return {
    start: () => start(service),
    refusals: [...STATUSES, ...service.refusals],
    keepsEmoji: service.keepsEmoji ?? true,
  };
}

/** The form or the JSON of a request, as its type says. */
export const jsonOf = ({ body }: Received) => JSON.parse(body);
export const formOf = ({ body }: Received) => Object.fromEntries(new URLSearchParams(body));

export const json = (status: number, value: unknown): Reply => ({ status, body: JSON.stringify(value) });

/** A text of `&lt;`, `&gt;` and `&amp;`; null when there is a bare `<`, `>` or `&`. */
export function readEntities(markup: string): string | null {
  if (/[<>]|&(?!(amp|lt|gt);)/.test(markup)) return null;
  return markup.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
