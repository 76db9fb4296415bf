import { describe, expect, it } from 'vitest';
import type { ChannelType } from '../channels/index.ts';
import { type Config, configFrom, shownConfig } from './channel-config.ts';

const SLACK = { webhook_url: 'https://hooks.slack.com/services/T/B/hq8w2k' };
const NTFY = { server_url: 'https://ntfy.sh/', topic: 'attic-7c1e' };
const MAIL = {
  host: 'smtp.example.org',
  port: 587,
  security: 'starttls',
  username: 'hub',
  password: 'hq8w2k',
  from: 'hub@example.org',
  to: 'ada@example.org',
};
const { password: _password, ...WITHOUT_PASSWORD } = MAIL;

describe('what a form sends becomes a configuration', () => {
  it.each<{ what: string; type: ChannelType; given: Config; before?: Config; config: Config }>([
    { what: 'as it is', type: 'slack', given: SLACK, config: SLACK },
    { what: 'without empty lines', type: 'slack', given: { ...SLACK, channel: '' }, config: SLACK },
    { what: 'with numbers that came as text', type: 'email', given: { ...MAIL, port: '587' }, config: MAIL },
    {
      what: 'with secrets that were left empty',
      type: 'email',
      given: { ...MAIL, password: '' },
      before: MAIL,
      config: MAIL,
    },
    {
      what: 'with secrets that were left out',
      type: 'email',
      given: WITHOUT_PASSWORD,
      before: MAIL,
      config: MAIL,
    },
    {
      what: 'with a new secret',
      type: 'email',
      given: { ...MAIL, password: 'other' },
      before: MAIL,
      config: { ...MAIL, password: 'other' },
    },
    {
      what: 'without a secret that was taken away',
      type: 'ntfy',
      given: { ...NTFY, token: null },
      before: { ...NTFY, token: 'tk_123456' },
      config: NTFY,
    },
    {
      what: 'without what is no secret and was emptied',
      type: 'slack',
      given: {},
      before: { ...SLACK, channel: '#alerts' },
      config: SLACK,
    },
  ])('$what', ({ type, given, before, config }) => {
    expect(configFrom(type, given, before)).toEqual(config);
  });

  it.each<{ what: string; type: ChannelType; given: Config; before?: Config; field: string }>([
    {
      what: 'an address that is none',
      type: 'slack',
      given: { webhook_url: 'hq8w2k' },
      field: 'config.webhook_url',
    },
    { what: 'nothing', type: 'slack', given: {}, field: 'config.webhook_url' },
    {
      what: 'another server without the password that would go there',
      type: 'email',
      given: { ...WITHOUT_PASSWORD, host: 'smtp.example.net' },
      before: MAIL,
      field: 'config.password',
    },
    {
      what: 'no encryption without the password that would go in the clear',
      type: 'email',
      given: { ...MAIL, security: 'none', password: '' },
      before: MAIL,
      field: 'config.password',
    },
    {
      what: 'a field that there is not',
      type: 'slack',
      given: { ...SLACK, colour: 'red' },
      field: 'config.colour',
    },
    { what: 'a port that is none', type: 'email', given: { ...MAIL, port: 'hq8w2k' }, field: 'config.port' },
    {
      what: 'a secret that it needs, taken away',
      type: 'slack',
      given: { webhook_url: null },
      before: SLACK,
      field: 'config.webhook_url',
    },
    { what: 'half a name', type: 'email', given: WITHOUT_PASSWORD, field: 'config' },
  ])('but not from $what', ({ type, given, before, field }) => {
    const configure = () => configFrom(type, given, before);
    expect(configure).toThrow(expect.objectContaining({ options: { field } }));
    expect(configure).not.toThrow('hq8w2k');
  });
});

it('shows of secrets only that there is one', () => {
  expect(shownConfig('email', MAIL)).toEqual({ ...MAIL, port: '587', password: 'set' });
  expect(shownConfig('email', WITHOUT_PASSWORD)).not.toHaveProperty('password');
});
