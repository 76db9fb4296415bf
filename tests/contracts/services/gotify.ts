import { type HttpService, httpDouble, json, jsonOf, type Reply } from '../http-double.ts';

const TOKEN = 'AWfHkzCp.gotify_X';

const no = (errorCode: number, error: string): Reply =>
  json(errorCode, { error, errorCode, errorDescription: `${error}: ${TOKEN}` });

/** Gotify's server, below a path as behind a proxy. */
const service: HttpService = {
  config: (base) => ({ server_url: `${base}/gotify`, token: TOKEN }),
  answer: (request) => {
    if (request.path !== '/gotify/message') return no(404, 'Not Found');
    if (request.headers['x-gotify-key'] !== TOKEN) return no(401, 'Unauthorized');
    const { message, priority, extras } = jsonOf(request);
    const isWhole = message !== '' && Number.isInteger(priority) && priority >= 0 && priority <= 10;
    const isPlain = extras['client::display'].contentType === 'text/plain';
    return isWhole && isPlain ? json(200, { id: 25, appid: 5 }) : no(400, 'Bad Request');
  },
  shown: (request) => {
    const { title, message } = jsonOf(request);
    return `${title}\n${message}`;
  },
  refusals: [
    {
      what: 'an unknown token',
      reply: no(401, 'Unauthorized'),
      failure: { reason: 'unauthorized', retry: false },
    },
    {
      what: 'a forbidden one',
      reply: no(403, 'Forbidden'),
      failure: { reason: 'unauthorized', retry: false },
    },
    {
      what: 'a page of something else',
      reply: { status: 200, body: '<html>' },
      failure: { reason: 'rejected', retry: false },
    },
  ],
};

export const gotify = httpDouble(service);
