import { type HttpService, httpDouble, json, jsonOf, type Received, type Reply } from '../http-double.ts';

const TOKEN = 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2';
const TOPIC = 'porch-4f9b1c77e2a1';

const no = (code: number, http: number, error: string): Reply => json(http, { code, http, error });

function problemOf(request: Received): Reply | null {
  const { topic, message, priority, tags, click } = jsonOf(request);
  if (request.path !== '/') return no(40401, 404, 'page not found');
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return no(40101, 401, 'unauthorized');
  if (topic !== TOPIC) return no(40301, 403, 'forbidden');
  if (![1, 2, 3, 4, 5].includes(priority)) return no(40007, 400, 'invalid priority');
  // More would arrive as an attachment, which is not a message that anybody reads.
  if (Buffer.byteLength(message) > 4096) return no(41301, 413, 'message too large');
  return Array.isArray(tags) && (click === undefined || URL.canParse(click))
    ? null
    : no(40017, 400, 'invalid JSON');
}

/** ntfy, publishing as JSON. */
const service: HttpService = {
  config: (base) => ({ server_url: base, topic: TOPIC, token: TOKEN }),
  answer: (request) =>
    problemOf(request) ?? json(200, { id: 'xE73Iyuabi', time: 1, event: 'message', topic: TOPIC }),
  shown: (request) => {
    const { title, message } = jsonOf(request);
    return `${title}\n${message}`;
  },
  refusals: [
    {
      what: 'an unknown token',
      reply: no(40101, 401, `unauthorized ${TOKEN}`),
      failure: { reason: 'unauthorized', retry: false },
    },
    {
      what: 'a topic of others',
      reply: no(40301, 403, `forbidden ${TOPIC}`),
      failure: { reason: 'unauthorized', retry: false },
    },
    {
      what: 'bad JSON',
      reply: no(40017, 400, 'invalid JSON'),
      failure: { reason: 'rejected', retry: false },
    },
    {
      what: 'its daily limit',
      reply: no(42908, 429, 'limit reached: daily message quota reached'),
      failure: { reason: 'rate_limited', retry: true },
    },
    {
      what: 'a page of something else',
      reply: { status: 200, body: '<html>' },
      failure: { reason: 'rejected', retry: false },
    },
  ],
};

export const ntfy = httpDouble(service);
