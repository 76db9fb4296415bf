import { describe, expect, it } from 'vitest';
import type { PartDraft } from './page-draft.ts';
import {
  chosenAt,
  firstPlace,
  optionsAt,
  partWords,
  placesOf,
  THIS_PAGE,
  withChosen,
} from './part-choice.ts';
import type { ServerParts } from './server-parts.ts';

const MEDIA: ServerParts = {
  server_id: 'media',
  name: 'Media',
  services: ['jellyfin'],
  containers: ['web:1'],
  pools: ['tank'],
};
const OTHERS = [{ id: 'new.1', name: 'Photos' }];
const server: PartDraft = { kind: 'server', server_id: 'media' };
const container: PartDraft = { kind: 'container', server_id: 'media', subject: 'web:1' };
const gone: PartDraft = { kind: 'service', server_id: 'old', subject: 'plex' };
const component: PartDraft = { kind: 'component', id: 'new.1' };
const ALL = [server, container, gone, component];

describe('choosing what a component needs', () => {
  it.each(ALL.map((part) => [partWords(part, [MEDIA], OTHERS), part]))(
    '%s can be chosen and taken away',
    (_, part) => {
      const place = firstPlace([part], [MEDIA]);
      const values = chosenAt([part], place);
      expect(withChosen([], place, values)).toEqual([part]);
      expect(withChosen([part], place, [])).toEqual([]);
    },
  );

  it('leaves what was chosen elsewhere in its place', () => {
    expect(withChosen(ALL, 'media', ['container:web:1', 'pool:tank'])).toEqual([
      container,
      gone,
      component,
      { kind: 'pool', server_id: 'media', subject: 'tank' },
    ]);
  });

  it('begins at the first server, or at the page where there is none', () => {
    expect(firstPlace([], [MEDIA])).toBe('media');
    expect(firstPlace([], [])).toBe(THIS_PAGE);
  });
});

describe('what can be chosen', () => {
  it('of a server', () => {
    expect(optionsAt('media', [MEDIA], OTHERS, []).map(([value]) => value)).toEqual([
      'server',
      'service:jellyfin',
      'container:web:1',
      'pool:tank',
    ]);
  });

  it('of one that is gone: what was chosen of it, so that it can be taken away', () => {
    expect(placesOf(ALL, [MEDIA], OTHERS).map(([place]) => place)).toEqual(['media', 'old', THIS_PAGE]);
    expect(optionsAt('old', [MEDIA], OTHERS, ALL)).toContainEqual([
      'service:plex',
      'plex',
      'no longer there',
    ]);
  });

  it('of the page: its other components, where there are any', () => {
    expect(optionsAt(THIS_PAGE, [MEDIA], OTHERS, [])).toEqual([['new.1', 'Photos']]);
    expect(placesOf([], [MEDIA], []).map(([place]) => place)).toEqual(['media']);
  });
});

it.each([
  [server, 'Media'],
  [container, 'container web:1 on Media'],
  [gone, 'plex on old'],
  [component, 'Photos'],
])('%j is told as "%s"', (part, words) => {
  expect(partWords(part, [MEDIA], OTHERS)).toBe(words);
});
