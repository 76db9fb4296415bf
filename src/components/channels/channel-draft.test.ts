import { expect, it } from 'vitest';
import type { ChannelTypeView, ChannelView } from '../../collector/api/schema/channels.ts';
import { channelBody, draftOf } from './channel-draft.ts';

const field = (name: string, changes: Partial<ChannelTypeView['fields'][number]> = {}) => ({
  name,
  kind: 'text',
  label: name,
  help: null,
  secret: false,
  required: true,
  options: [],
  ...changes,
});
const EMAIL: ChannelTypeView = {
  type: 'email',
  label: 'E-mail',
  fields: [
    field('host'),
    field('port', { kind: 'number' }),
    field('security', { kind: 'choice', options: [{ value: 'tls', label: 'TLS' }] }),
    field('password', { secret: true, required: false }),
    field('loud', { kind: 'switch', required: false }),
  ],
};
const NIGHT = { zone: 'Europe/London', from: '22:00', to: '07:00', lets_critical_through: false };
const CHANNEL: ChannelView = {
  channel_id: 'c',
  client_id: 'home',
  client_name: 'Home',
  type: 'email',
  type_label: 'E-mail',
  name: 'Family',
  config: { host: 'smtp.example.org', port: '587', security: 'tls', password: 'set', loud: 'true' },
  routing: {
    severities: ['critical'],
    tags: ['nas'],
    sends_resolved: false,
    escalate_after_minutes: 15,
    quiet_hours: NIGHT,
  },
  is_enabled: true,
  dead_reason: null,
  failed_reason: null,
  last_delivered_at: null,
  created_at: '2026-11-25T12:00:00.000Z',
};

it('a new channel begins with what the hub would choose', () => {
  const draft = draftOf(EMAIL, null, '');
  expect(draft).toMatchObject({ name: 'E-mail', severities: ['critical', 'high'], sendsResolved: true });
  expect(draft.config).toEqual({ host: '', port: '', security: 'tls', password: '', loud: 'false' });
  expect(channelBody(draft, EMAIL.fields).routing).toMatchObject({
    tags: [],
    escalate_after_minutes: null,
    quiet_hours: null,
  });
});

it('a channel that is saved unchanged stays as it is, and its secret is not sent', () => {
  const body = channelBody(draftOf(EMAIL, CHANNEL, ''), EMAIL.fields);
  expect(body).toEqual({
    name: 'Family',
    config: { host: 'smtp.example.org', port: 587, security: 'tls', loud: true },
    routing: CHANNEL.routing,
  });
});

it('a secret that was taken away is sent as nothing', () => {
  const draft = { ...draftOf(EMAIL, CHANNEL, ''), removed: ['password'] };
  expect(channelBody(draft, EMAIL.fields).config).toMatchObject({ host: 'smtp.example.org', password: null });
});

it('what was typed is sent: secrets, numbers, tags without doubles', () => {
  const draft = draftOf(EMAIL, CHANNEL, '');
  const typed = { ...draft, tags: 'nas, attic,, nas', isQuiet: false, minutes: '45' };
  typed.config = { ...typed.config, password: ' new ', port: '' };
  expect(channelBody(typed, EMAIL.fields)).toMatchObject({
    config: { host: 'smtp.example.org', password: 'new' },
    routing: { tags: ['nas', 'attic'], quiet_hours: null, escalate_after_minutes: 45 },
  });
});
