import { type HttpService, httpDouble, json, jsonOf, type Received } from '../http-double.ts';

const PATH = '/api/webhooks/123456789012345678/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';

interface Embed {
  title: string;
  description: string;
  url?: string;
  color: number;
  timestamp: string;
  fields: { name: string; value: string; inline: boolean }[];
  footer: { text: string };
}

const embedOf = (request: Received): Embed => jsonOf(request).embeds[0];
const textsOf = ({ title, description, fields, footer }: Embed) => [
  title,
  description,
  footer.text,
  ...fields.flatMap(({ name, value }) => [name, value]),
];

/** The limits of an embed, and that it mentions nobody. */
function isAcceptable(request: Received): boolean {
  const embed = embedOf(request);
  const { title, description, url, color, timestamp, fields } = embed;
  return (
    title.length <= 256 &&
    description.length <= 4096 &&
    textsOf(embed).join('').length <= 6000 &&
    fields.length <= 25 &&
    fields.every(
      ({ name, value }) => name !== '' && value !== '' && name.length <= 256 && value.length <= 1024,
    ) &&
    Number.isInteger(color) &&
    (url === undefined || URL.canParse(url)) &&
    new Date(timestamp).toISOString() === timestamp &&
    JSON.stringify(jsonOf(request).allowed_mentions) === '{"parse":[]}'
  );
}

/** Discord's webhooks: only with `wait` does the answer hold the message. */
const service: HttpService = {
  config: (base) => ({ webhook_url: base + PATH, username: 'Porchlight' }),
  answer: (request) => {
    const url = new URL(request.path, 'http://discord');
    if (url.pathname !== PATH) return json(404, { code: 10015, message: 'Unknown Webhook' });
    if (url.searchParams.get('wait') !== 'true') return { status: 204, body: '' };
    if (isAcceptable(request)) return json(200, { id: '99887766554433' });
    return json(400, { code: 50035, message: 'Invalid Form Body', errors: {} });
  },
  shown: (request) =>
    textsOf(embedOf(request))
      .join('\n')
      .replace(/\\([^0-9A-Za-z\s])/g, '$1'),
  refusals: [
    {
      what: '429 that says in its body how long to wait',
      reply: {
        ...json(429, { message: 'You are being rate limited.', retry_after: 64.57, global: false }),
        headers: { 'Retry-After': '65' },
      },
      failure: { reason: 'rate_limited', retry: true, retryAfterSeconds: 65 },
    },
    {
      what: 'an unknown webhook',
      reply: json(404, { code: 10015, message: 'Unknown Webhook' }),
      failure: { reason: 'target_gone', retry: false },
    },
    {
      what: 'an invalid token',
      reply: json(401, { code: 50027, message: 'Invalid Webhook Token' }),
      failure: { reason: 'unauthorized', retry: false },
    },
    {
      what: 'an invalid form',
      reply: json(400, { code: 50035, message: 'Invalid Form Body' }),
      failure: { reason: 'rejected', retry: false },
    },
    {
      what: 'nothing that was kept',
      reply: { status: 204, body: 'x' },
      failure: { reason: 'rejected', retry: false },
    },
  ],
};

export const discord = httpDouble(service);
