import { createHmac } from 'node:crypto';
import { type HttpService, httpDouble, jsonOf, type Received } from '../http-double.ts';

const KEY = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OLD_KEY = 'b2xkS2V5b2xkS2V5b2xkS2V5b2xkS2V5b2xk';
const PATH = '/hook/3f9a7c5e1b8d4f60';

/** What a receiver does that knows one of the secrets (Standard Webhooks, "Verifying webhook authenticity"). */
function isGenuine({ headers, body }: Received, key: string): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  const isFresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  const hmac = createHmac('sha256', Buffer.from(key, 'base64')).update(`${id}.${timestamp}.${body}`);
  return (
    isFresh &&
    String(signatures)
      .split(' ')
      .includes(`v1,${hmac.digest('base64')}`)
  );
}

/** A receiver of signed webhooks, in the middle of a change of secrets. */
const service: HttpService = {
  config: (base) => ({
    url: `${base}${PATH}?token=q7w8e9r0`,
    secret: `whsec_${KEY}`,
    old_secret: `whsec_${OLD_KEY}`,
  }),
  answer: (request) => {
    if (!request.path.startsWith(PATH)) return { status: 404, body: 'no' };
    if (!isGenuine(request, KEY) || !isGenuine(request, OLD_KEY)) return { status: 401, body: 'no' };
    const isSmall = Buffer.byteLength(request.body) < 20_000;
    return isSmall ? { status: 204, body: '' } : { status: 413, body: 'no' };
  },
  shown: (request) => {
    const { type, timestamp, data } = jsonOf(request);
    const { title, message, server, severity, lasted_seconds } = data;
    return [type, severity, title, message, server, timestamp, `lasted ${lasted_seconds}`].join('\n');
  },
  refusals: [
    {
      what: 'that it is gone',
      reply: { status: 410, body: 'x' },
      failure: { reason: 'target_gone', retry: false },
    },
  ],
};

export const webhook = httpDouble(service);
