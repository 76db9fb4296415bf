import { formOf, type HttpService, httpDouble, json, type Received, type Reply } from '../http-double.ts';

const TOKEN = 'azGDORePK8gMaC0QOYAMyEEuzJnyUi';
const USER = 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG';
const REQUEST = '647d2300-702c-4b38-8b2f-d56326ae460b';

const no = (fields: Record<string, unknown>): Reply => json(400, { ...fields, status: 0, request: REQUEST });

function isAcceptable(request: Received): boolean {
  const {
    title = '',
    message = '',
    url = '',
    url_title = '',
    priority = '',
    timestamp = '',
  } = formOf(request);
  return (
    request.headers['content-type'] === 'application/x-www-form-urlencoded' &&
    message !== '' &&
    message.length <= 1024 &&
    title.length <= 250 &&
    url.length <= 512 &&
    url_title.length <= 100 &&
    /^(-[12]|[01])$/.test(priority) &&
    /^\d{10}$/.test(timestamp)
  );
}

/** Pushover's message API. */
const service: HttpService = {
  origin: 'https://api.pushover.net',
  config: () => ({ token: TOKEN, user: USER }),
  answer: (request) => {
    if (request.path !== '/1/messages.json') return json(404, { status: 0 });
    const { token, user } = formOf(request);
    if (token !== TOKEN) return no({ token: 'invalid', errors: ['application token is invalid'] });
    if (user !== USER) return no({ user: 'invalid', errors: ['user identifier is invalid'] });
    if (!isAcceptable(request))
      return no({ message: 'cannot be blank', errors: ['message cannot be blank'] });
    return json(200, { status: 1, request: REQUEST });
  },
  shown: (request) => {
    const { title, message } = formOf(request);
    return `${title}\n${message}`;
  },
  refusals: [
    {
      what: 'an unknown application',
      reply: no({ token: 'invalid', errors: [`application token ${TOKEN} is invalid`] }),
      failure: { reason: 'unauthorized', retry: false },
    },
    {
      what: 'an unknown user',
      reply: no({ user: 'invalid', errors: [`user ${USER} is invalid`] }),
      failure: { reason: 'target_gone', retry: false },
    },
    {
      what: 'an empty message',
      reply: no({ message: 'cannot be blank', errors: ['message cannot be blank'] }),
      failure: { reason: 'rejected', retry: false },
    },
    {
      what: 'status 0 with a status of success',
      reply: json(200, { status: 0 }),
      failure: { reason: 'rejected', retry: false },
    },
    {
      what: 'its monthly limit',
      reply: json(429, { status: 0, errors: ['application has exceeded its limit'] }),
      failure: { reason: 'rate_limited', retry: true },
    },
  ],
};

export const pushover = httpDouble(service);
