import { describe, expect, it } from 'vitest';
import { notificationWith } from '../../../../tests/notification.ts';
import type { Component } from '../schema.ts';
import type { Incident, StatusPage, UpdateRow } from '../types.ts';
import { addressFor, newsOf, pushFor } from './message.ts';

const AT = Date.UTC(2026, 10, 25, 14, 5);
const component = (key: string, name: string): Component => {
  return { key, name, icon: 'film', description: null, impact: 'each', parts: [] };
};
const pageAt = (slug: string): StatusPage => ({
  id: 'page-id',
  clientId: 'client-id',
  slug,
  accessHash: null,
  createdAt: AT,
  updatedAt: AT,
  definition: {
    slug: slug === '' ? null : slug,
    title: 'Home',
    intro: null,
    zone: 'Europe/Berlin',
    language: 'en',
    groups: [{ name: null, components: [component('films', 'Films'), component('photos', 'Photos')] }],
  },
});
const updateWith = (changes: Partial<UpdateRow>): UpdateRow => ({
  id: 'update-id',
  clientId: 'client-id',
  incidentId: 'incident-id',
  state: 'investigating',
  template: 'power',
  text: null,
  by: null,
  at: AT,
  ...changes,
});
const incident: Incident = {
  id: 'incident-id',
  clientId: 'client-id',
  pageId: 'page-id',
  key: 'k3y',
  title: null,
  components: ['films'],
  impact: 'down',
  state: 'investigating',
  alertId: 'alert-id',
  startedAt: AT,
  resolvedAt: null,
  createdAt: AT,
  createdBy: 'Ada',
  updates: [],
};
const ownTitle = { ...incident, title: 'No films tonight' };
const read = (news: Pick<ReturnType<typeof newsOf>, 'title' | 'message'>) =>
  `${news.title} | ${news.message}`;

describe('the news of an update', () => {
  it.each<{ what: string; of: Incident; update: Partial<UpdateRow>; language: 'en' | 'de'; said: RegExp }>([
    {
      what: 'is named after what it concerns',
      of: incident,
      update: {},
      language: 'en',
      said: /Films.* · Looking for the cause \| The power is out/,
    },
    {
      what: 'speaks the visitor’s language',
      of: incident,
      update: {},
      language: 'de',
      said: /Films.* · .*\| .*Strom/,
    },
    { what: 'goes by its own title', of: ownTitle, update: {}, language: 'en', said: /^No films tonight · / },
    {
      what: 'says its writer’s own words',
      of: incident,
      update: { template: null, text: 'Back at eight.' },
      language: 'de',
      said: /\| Back at eight\.$/,
    },
    {
      what: 'says both',
      of: incident,
      update: { text: 'Back at eight.' },
      language: 'en',
      said: /The power is out.* Back at eight\.$/,
    },
    {
      what: 'tells the end',
      of: incident,
      update: { state: 'resolved', template: 'over' },
      language: 'en',
      said: / · Solved \| It is over/,
    },
  ])('$what', ({ of, update, language, said }) => {
    expect(read(newsOf(pageAt(''), of, updateWith(update), language))).toMatch(said);
  });

  it('names no id of the hub', () => {
    const news = JSON.stringify(newsOf(pageAt('family'), incident, updateWith({}), 'en'));
    expect(news).not.toMatch(/page-id|client-id|incident-id|update-id|alert-id|Ada/);
    expect(news).toContain('k3y');
  });
});

it.each([
  ['', 'https://hub.example/status/fr'],
  ['family', 'https://hub.example/status/family/fr'],
])('the page with the slug "%s" is found at %s', (slug, address) => {
  expect(addressFor(pageAt(slug), { id: '1', language: 'fr', origin: 'https://hub.example' })).toBe(address);
});

it('a browser shows it with a button that ends it, without waking anybody', () => {
  const notification = notificationWith({
    title: 'Films · Solved',
    message: 'It is over.',
    thread: 'incident:k3y',
    url: 'https://hub.example/status/de',
  });
  expect(pushFor(notification, 'de')).toEqual({
    title: 'Films · Solved',
    body: 'It is over.',
    path: '/status/de',
    tag: 'incident:k3y',
    urgency: 'normal',
    ttlSeconds: 43_200,
    lang: 'de',
    actions: [{ action: 'stop', title: expect.stringMatching(/./) }],
  });
});
