import { describe, expect, it } from 'vitest';
import { pictureOf, plainName } from './known-services.ts';
import { componentsOf, type PageDraft, pageDraft } from './page-draft.ts';
import { addComponent, addGroup } from './page-edits.ts';
import type { ServerParts } from './server-parts.ts';
import { withSuggestions } from './suggestions.ts';

const server = (id: string, name: string, services: string[]): ServerParts => ({
  server_id: id,
  name,
  services,
  containers: ['never-suggested'],
  pools: [],
});
const MEDIA = server('media', 'Media', ['jellyfin', 'nginx']);
const NAS = server('nas', 'NAS', ['nginx']);
const empty = pageDraft(null);
const names = (draft: PageDraft) => componentsOf(draft).map(({ name }) => name);

describe('suggested are', () => {
  const films = addComponent(addGroup(empty), 'new.1', {
    name: 'Films',
    parts: [{ kind: 'service', server_id: 'media', subject: 'jellyfin' }],
  });

  it.each<[string, PageDraft, string[]]>([
    [
      'servers and their services, by whose they are where a name comes twice',
      empty,
      ['Media', 'Jellyfin', 'Nginx', 'NAS', 'Nginx (NAS)'],
    ],
    ['only those that are not there yet', films, ['Films', 'Media', 'Nginx', 'NAS', 'Nginx (NAS)']],
  ])('%s', (_, draft, expected) => {
    expect(names(withSuggestions(draft, [MEDIA, NAS]))).toEqual(expected);
  });

  it('nothing the second time', () => {
    const once = withSuggestions(empty, [MEDIA, NAS]);
    expect(withSuggestions(once, [MEDIA, NAS])).toEqual(once);
  });

  it('no more in a group than a page allows', () => {
    const many = Array.from({ length: 70 }, (_, index) => server(`s${index}`, `S${index}`, []));
    expect(withSuggestions(empty, many).groups.map(({ components }) => components.length)).toEqual([60, 10]);
  });
});

it.each([
  ['nginx', 'Nginx'],
  ['home-assistant.service', 'Home Assistant'],
  ['uptime_kuma', 'Uptime Kuma'],
  ['--', '--'],
])('the service %s is suggested as "%s"', (service, name) => {
  expect(plainName(service)).toBe(name);
});

it.each([
  ['jellyfin', 'film'],
  ['Immich', 'photo'],
  ['pihole-FTL', 'shield'],
  ['sshd', 'server'],
])('%s has the picture %s', (service, icon) => {
  expect(pictureOf(service)).toBe(icon);
});
