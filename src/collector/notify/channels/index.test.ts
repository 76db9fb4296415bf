import { describe, expect, it } from 'vitest';
import { formOf } from './form.ts';
import { CHANNEL_TYPES, CHANNELS } from './index.ts';

const GOTIFY = {
  type: 'gotify' as const,
  config: { server_url: 'https://push.example.org', token: 'AWfHkzCp' },
};

describe('a set-up of a channel', () => {
  it.each([
    { what: 'that is right', given: GOTIFY, isOne: true },
    { what: 'of another channel', given: { ...GOTIFY, type: 'slack' }, isOne: false },
    { what: 'that lacks a part', given: { type: 'gotify', config: { token: 'AWfHkzCp' } }, isOne: false },
    {
      what: 'with a key and addresses at once',
      given: { type: 'apprise', config: { server_url: 'https://a', key: 'k', urls: 'json://b' } },
      isOne: false,
    },
    {
      what: 'with a name without its password',
      given: { type: 'ntfy', config: { server_url: 'https://ntfy.sh', topic: 'a', username: 'ada' } },
      isOne: false,
    },
  ] as const)('$what: $isOne', ({ given: { type, config }, isOne }) => {
    expect(CHANNELS[type].config.safeParse(config).success).toBe(isOne);
  });

  it('has its defaults filled in', () => {
    const config = { token: 'a'.repeat(30), user: 'u'.repeat(30) };
    expect(CHANNELS.pushover.config.parse(config)).toMatchObject({ emergency: false });
  });
});

it('a form tells what to fill in', () => {
  expect(formOf(CHANNELS.gotify)).toEqual([
    {
      name: 'server_url',
      kind: 'address',
      label: 'Address of the server',
      help: null,
      secret: false,
      required: true,
      options: [],
    },
    {
      name: 'token',
      kind: 'text',
      label: 'Token of the application',
      help: 'In Gotify: Apps → Create application.',
      secret: true,
      required: true,
      options: [],
    },
  ]);
  expect(formOf(CHANNELS.email)).toContainEqual(
    expect.objectContaining({
      name: 'security',
      options: expect.arrayContaining([{ value: 'tls', label: 'TLS from the start (port 465)' }]),
    }),
  );
});

describe.each(CHANNEL_TYPES)('the form of %s', (type) => {
  const form = formOf(CHANNELS[type]);

  it('keeps at least one secret, and hides what is one', () => {
    expect(form.some(({ secret }) => secret)).toBe(true);
    const open = form.filter(({ secret }) => !secret).map(({ name }) => name);
    expect(open.filter((name) => /token|secret|password|webhook|topic|key/.test(name))).toEqual([]);
  });

  it('names each field once, in words', () => {
    const labels = form.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.every((label) => /^[A-Z]/.test(label))).toBe(true);
  });

  it('has choices only where one chooses', () => {
    for (const { kind, options } of form) expect(options.length > 0).toBe(kind === 'choice');
  });
});
