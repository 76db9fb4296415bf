import { type HttpService, httpDouble, json, jsonOf } from '../http-double.ts';

const KEY = 'home-7c1e4b2f9a6d';

/** The Apprise API with a stored configuration. */
const service: HttpService = {
  config: (base) => ({ server_url: `${base}/`, key: KEY, tag: 'alerts' }),
  answer: (request) => {
    if (request.path !== `/notify/${KEY}`) return { status: 204, body: '' };
    const { body, type, format } = jsonOf(request);
    const isWhole =
      body !== '' && ['info', 'success', 'warning', 'failure'].includes(type) && format === 'text';
    return isWhole ? json(200, { error: null }) : json(400, { error: 'Bad FORM Payload provided' });
  },
  shown: (request) => {
    const { title, body } = jsonOf(request);
    return `${title}\n${body}`;
  },
  refusals: [
    {
      what: 'that nobody is configured',
      reply: { status: 204, body: 'x' },
      failure: { reason: 'target_gone', retry: false },
    },
    {
      what: 'that a service was not reached, though others may have been',
      reply: json(424, { error: `could not notify all of ${KEY}` }),
      failure: { reason: 'rejected', retry: false, message: 'Apprise could not reach all of its services' },
    },
    {
      what: 'a payload too large',
      reply: json(431, { error: 'too large' }),
      failure: { reason: 'rejected', retry: false },
    },
  ],
};

export const apprise = httpDouble(service);
