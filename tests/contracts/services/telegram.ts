import {
  type HttpService,
  httpDouble,
  json,
  jsonOf,
  type Received,
  type Reply,
  readEntities,
} from '../http-double.ts';

const TOKEN = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-pc';
const CHAT = '-1001234567890';

const no = (error_code: number, description: string, parameters?: object): Reply =>
  json(error_code, { ok: false, error_code, description, parameters });

/** The text as Telegram reads it; null when its HTML is not understood. */
function readText(request: Received): string | null {
  const { text, parse_mode } = jsonOf(request);
  return parse_mode === 'HTML' ? readEntities(text.replace(/<b>(.*)<\/b>/, '$1')) : text;
}

/** Telegram's Bot API, sendMessage. */
const service: HttpService = {
  origin: 'https://api.telegram.org',
  config: () => ({ bot_token: TOKEN, chat_id: CHAT, thread_id: '7' }),
  answer: (request) => {
    if (request.path !== `/bot${TOKEN}/sendMessage`) return no(401, 'Unauthorized');
    if (String(jsonOf(request).chat_id) !== CHAT) return no(400, 'Bad Request: chat not found');
    const text = readText(request);
    if (text === null) return no(400, "Bad Request: can't parse entities: Unsupported start tag");
    if (text.length > 4096) return no(400, 'Bad Request: message is too long');
    return json(200, { ok: true, result: { message_id: 77 } });
  },
  shown: (request) => readText(request) ?? '',
  refusals: [
    {
      what: '403: the bot was blocked',
      reply: no(403, 'Forbidden: bot was blocked by the user'),
      failure: { reason: 'target_gone', retry: false },
    },
    {
      what: '403: the bot was sent away',
      reply: no(403, 'Forbidden: bot was kicked from the group chat'),
      failure: { reason: 'target_gone', retry: false },
    },
    {
      what: '400: chat not found',
      reply: no(400, 'Bad Request: chat not found'),
      failure: { reason: 'target_gone', retry: false },
    },
    {
      what: '400 for any other reason',
      reply: no(400, 'Bad Request: message is too long'),
      failure: { reason: 'rejected', retry: false },
    },
    {
      what: '400 for its HTML, and for plain text too',
      reply: no(400, "Bad Request: can't parse entities"),
      failure: { reason: 'rejected', retry: false },
    },
    {
      what: '401: the token was revoked',
      reply: no(401, 'Unauthorized'),
      failure: { reason: 'unauthorized', retry: false },
    },
    {
      what: '429 that says in its body how long to wait',
      reply: no(429, 'Too Many Requests: retry after 31', { retry_after: 31 }),
      failure: { reason: 'rate_limited', retry: true, retryAfterSeconds: 31 },
    },
    {
      what: 'ok:false with a status of success',
      reply: json(200, { ok: false, error_code: 500, description: 'Internal' }),
      failure: { reason: 'server', retry: true },
    },
  ],
};

export const telegram = httpDouble(service);
