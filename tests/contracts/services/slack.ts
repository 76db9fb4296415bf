import {
  type HttpService,
  httpDouble,
  jsonOf,
  type Received,
  type Reply,
  readEntities,
} from '../http-double.ts';

const PATH = '/services/T012AB3CD/B045EF6GH/AbCdEfGhIjKlMnOpQrStUvWx';

const plain = (status: number, body: string): Reply => ({ status, body });

function textsOf(request: Received): (string | null)[] {
  const [attachment] = jsonOf(request).attachments;
  const facts = attachment.fields.flatMap(({ title, value }: Record<string, string>) => [title, value]);
  return [attachment.title, attachment.text, ...facts].map((text) => readEntities(text));
}

/** Slack's incoming webhooks: plain "ok", or a code as plain text with a status that varies. */
const service: HttpService = {
  config: (base) => ({ webhook_url: base + PATH }),
  answer: (request) => {
    if (request.path !== PATH) return plain(404, 'no_service');
    const { attachments } = jsonOf(request);
    if (attachments.length !== 1) return plain(400, 'no_text');
    const [{ color, title, text, ts, title_link }] = attachments;
    const isWhole =
      /^#[0-9a-f]{6}$/.test(color) &&
      Number.isInteger(ts) &&
      (title_link === undefined || URL.canParse(title_link));
    const fits = title.length <= 150 && text.length <= 3000;
    return isWhole && fits && !textsOf(request).includes(null)
      ? plain(200, 'ok')
      : plain(400, 'invalid_payload');
  },
  shown: (request) => textsOf(request).join('\n'),
  refusals: [
    ...['invalid_payload', 'no_text', 'too_many_attachments'].map((code) => ({
      what: code,
      reply: plain(400, code),
      failure: { reason: 'rejected' as const, retry: false },
    })),
    ...['invalid_token', 'action_prohibited', 'posting_to_general_channel_denied'].map((code) => ({
      what: code,
      reply: plain(403, code),
      failure: { reason: 'unauthorized' as const, retry: false },
    })),
    ...['channel_not_found', 'channel_is_archived', 'no_service', 'no_team', 'team_disabled'].map((code) => ({
      what: code,
      reply: plain(403, code),
      failure: { reason: 'target_gone' as const, retry: false },
    })),
    {
      what: 'a code with a status of success',
      reply: plain(200, 'no_service'),
      failure: { reason: 'target_gone', retry: false },
    },
    {
      what: 'a page of something else',
      reply: plain(200, '<html>'),
      failure: { reason: 'rejected', retry: false },
    },
  ],
};

export const slack = httpDouble(service);
