import { formOf, type HttpService, httpDouble, json, type Received, type Reply } from '../http-double.ts';

const SID = 'AC0123456789abcdef0123456789abcdef';
const TOKEN = '9f8e7d6c5b4a39281706f5e4d3c2b1a0';
const BASIC = `Basic ${Buffer.from(`${SID}:${TOKEN}`).toString('base64')}`;

const no = (status: number, code: number, message = ''): Reply =>
  json(status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });

/** Whether a text is one segment: 160 characters of ASCII letters and marks, or 70 of anything. */
function isOneSegment({ Body = '' }: Record<string, string>): boolean {
  const twice = Body.replace(/[\^{}\\[~\]|]/g, 'xx');
  return /^[ -_a-~]*$/.test(Body) ? twice.length <= 160 : Body.length <= 70;
}

/** Twilio's messages: one segment is all this account pays for. */
function problemOf(request: Received): Reply | null {
  if (request.path !== `/2010-04-01/Accounts/${SID}/Messages.json`) return no(404, 20404);
  if (request.headers.authorization !== BASIC) return no(401, 20003, 'Authenticate');
  const form = formOf(request);
  if (!/^\+\d{7,15}$/.test(form.To ?? '')) return no(400, 21211, 'Invalid To');
  if (!form.From && !form.MessagingServiceSid) return no(400, 21603, 'A From is required');
  return isOneSegment(form) ? null : no(400, 21605, 'The body is too long');
}

const row = (what: string, reply: Reply, failure: HttpService['refusals'][number]['failure']) => ({
  what,
  reply,
  failure,
});

const service: HttpService = {
  origin: 'https://api.twilio.com',
  config: () => ({ account_sid: SID, auth_token: TOKEN, from: '+441632960001', to: '+441632960002' }),
  answer: (request) =>
    problemOf(request) ?? json(201, { sid: 'SM00000000000000000000000000000001', status: 'queued' }),
  shown: (request) => formOf(request).Body ?? '',
  keepsEmoji: false,
  refusals: [
    row('a wrong token', no(401, 20003, `bad ${TOKEN}`), { reason: 'unauthorized', retry: false }),
    row('a number that is none', no(400, 21211), { reason: 'target_gone', retry: false }),
    row('a number that wants no more', no(400, 21610), { reason: 'target_gone', retry: false }),
    row('a sender that is none', no(400, 21606), { reason: 'unauthorized', retry: false }),
    row('a text that is too long', no(400, 21605), { reason: 'rejected', retry: false }),
    row('a full day', no(429, 63038), { reason: 'rate_limited', retry: true }),
    row('a page of something else', { status: 200, body: '<html>' }, { reason: 'rejected', retry: false }),
  ],
};

export const sms = httpDouble(service);
