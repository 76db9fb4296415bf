import { describe, expect, it } from 'vitest';
import { type ChannelVariables, channelsOf, type EnvironmentChannel } from './environment.ts';

const MAIL = {
  SMTP_HOST: 'smtp.example.org',
  SMTP_FROM: 'hub@example.org',
  ALERT_EMAIL_TO: 'ada@example.org',
};
const TWILIO = {
  TWILIO_ACCOUNT_SID: 'AC0123456789abcdef0123456789abcdef',
  TWILIO_AUTH_TOKEN: '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
  TWILIO_FROM: '+441632960001',
  TWILIO_TO: '+441632960002',
};
const PUSHOVER_KEY = 'azGDORePK8gMaC0QOYAMyEEuzJnyUi';

describe('the environment sets up', () => {
  it.each<{ what: string; variables: ChannelVariables; channels: EnvironmentChannel[] }>([
    { what: 'nothing by itself', variables: {}, channels: [] },
    {
      what: 'Slack, with another channel',
      variables: { SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/T/B/x', SLACK_CHANNEL: '#alerts' },
      channels: [
        {
          type: 'slack',
          config: { webhook_url: 'https://hooks.slack.com/services/T/B/x', channel: '#alerts' },
        },
      ],
    },
    {
      what: 'Discord',
      variables: { DISCORD_WEBHOOK_URL: 'https://discord.com/api/webhooks/1/x' },
      channels: [{ type: 'discord', config: { webhook_url: 'https://discord.com/api/webhooks/1/x' } }],
    },
    {
      what: 'Telegram',
      variables: { TELEGRAM_BOT_TOKEN: '123456:ABC-def', TELEGRAM_CHAT_ID: '-100123' },
      channels: [{ type: 'telegram', config: { bot_token: '123456:ABC-def', chat_id: '-100123' } }],
    },
    {
      what: 'Pushover',
      variables: { PUSHOVER_TOKEN: PUSHOVER_KEY, PUSHOVER_USER: PUSHOVER_KEY },
      channels: [{ type: 'pushover', config: { token: PUSHOVER_KEY, user: PUSHOVER_KEY, emergency: false } }],
    },
    {
      what: 'ntfy by the address of a topic',
      variables: { NTFY_URL: 'https://ntfy.example.org/in/attic-7c1e', NTFY_TOKEN: 'tk_123456' },
      channels: [
        {
          type: 'ntfy',
          config: { server_url: 'https://ntfy.example.org/in/', topic: 'attic-7c1e', token: 'tk_123456' },
        },
      ],
    },
    {
      what: 'Gotify',
      variables: { GOTIFY_URL: 'http://gotify.lan:8080', GOTIFY_TOKEN: 'AbCdEf123' },
      channels: [{ type: 'gotify', config: { server_url: 'http://gotify.lan:8080', token: 'AbCdEf123' } }],
    },
    {
      what: 'mail through a provider',
      variables: { ...MAIL, SMTP_USER: 'hub', SMTP_PASS: 'secret' },
      channels: [
        {
          type: 'email',
          config: {
            host: 'smtp.example.org',
            port: 587,
            security: 'starttls',
            username: 'hub',
            password: 'secret',
            from: 'hub@example.org',
            to: 'ada@example.org',
          },
        },
      ],
    },
    {
      what: 'SMS',
      variables: TWILIO,
      channels: [
        {
          type: 'sms',
          config: {
            account_sid: TWILIO.TWILIO_ACCOUNT_SID,
            auth_token: TWILIO.TWILIO_AUTH_TOKEN,
            from: '+441632960001',
            to: '+441632960002',
          },
        },
      ],
    },
  ])('$what', ({ variables, channels }) => {
    expect(channelsOf(variables)).toEqual(channels);
  });

  it.each([
    { port: '465', user: 'hub', security: 'tls' },
    { port: '587', user: 'hub', security: 'starttls' },
    { port: '25', user: 'hub', security: 'starttls' },
    { port: '25', user: undefined, security: 'none' },
    { port: '2525', user: undefined, security: 'starttls' },
  ])('mail to port $port, name $user, with $security', ({ port, user, security }) => {
    const named = user === undefined ? {} : { SMTP_USER: user, SMTP_PASS: 'secret' };
    expect(channelsOf({ ...MAIL, ...named, SMTP_PORT: port })).toMatchObject([{ config: { security } }]);
  });
});

describe('a part of a channel is left out, and the variable named', () => {
  it.each<{ variables: ChannelVariables; variable: string | null; problem: RegExp }>([
    {
      variables: { TELEGRAM_BOT_TOKEN: '123456:ABC' },
      variable: 'TELEGRAM_CHAT_ID',
      problem: /^is missing$/,
    },
    { variables: { PUSHOVER_USER: PUSHOVER_KEY }, variable: 'PUSHOVER_TOKEN', problem: /^is missing$/ },
    { variables: { SLACK_CHANNEL: '#alerts' }, variable: 'SLACK_WEBHOOK_URL', problem: /^is missing$/ },
    { variables: { NTFY_TOKEN: 'tk_123456' }, variable: 'NTFY_URL', problem: /./ },
    { variables: { NTFY_URL: 'https://ntfy.sh/' }, variable: 'NTFY_URL', problem: /topic/ },
    { variables: { DISCORD_WEBHOOK_URL: 'hq8w2k' }, variable: 'DISCORD_WEBHOOK_URL', problem: /https/ },
    { variables: { ...MAIL, SMTP_HOST: undefined }, variable: 'SMTP_HOST', problem: /^is missing$/ },
    { variables: { ...MAIL, SMTP_PORT: 'hq8w2k' }, variable: 'SMTP_PORT', problem: /number/ },
    { variables: { ...MAIL, SMTP_USER: 'hub' }, variable: null, problem: /name and password/ },
    { variables: { ...TWILIO, TWILIO_TO: 'hq8w2k' }, variable: 'TWILIO_TO', problem: /number/ },
  ])('$variable: $problem', ({ variables, variable, problem }) => {
    const [channel, ...others] = channelsOf(variables);
    expect(others).toEqual([]);
    expect(channel).toMatchObject({ variable, problem: expect.stringMatching(problem) });
    expect(JSON.stringify(channel)).not.toContain('hq8w2k');
  });
});
