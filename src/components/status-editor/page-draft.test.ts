import { describe, expect, it } from 'vitest';
import type { StatusPageView } from '../../collector/api/schema/status-pages.ts';
import { pageSchema } from '../../collector/status-pages/schema.ts';
import { canBeShown, keysOf, pageBody } from './page-body.ts';
import { pageDraft } from './page-draft.ts';
import { addComponent, addGroup, changeComponent } from './page-edits.ts';

const DEFINITION: Pick<StatusPageView, 'slug' | 'title' | 'intro' | 'zone' | 'language' | 'groups'> = {
  slug: 'family',
  title: 'Home',
  intro: null,
  zone: 'Europe/London',
  language: 'de',
  groups: [
    {
      name: null,
      components: [
        {
          key: 'films',
          name: 'Films & series',
          icon: 'film',
          description: null,
          impact: 'each',
          parts: [{ kind: 'service', server_id: 'media', subject: 'jellyfin' }],
        },
      ],
    },
    {
      name: 'Everything',
      components: [
        {
          key: 'all',
          name: 'All of it',
          icon: 'home',
          description: 'What we have',
          impact: 'part',
          parts: [
            { kind: 'component', key: 'films' },
            { kind: 'server', server_id: 'nas' },
          ],
        },
      ],
    },
  ],
};
const PAGE: StatusPageView = {
  ...DEFINITION,
  page_id: 'p',
  client_id: 'home',
  client_name: 'Home',
  path: '/status/family',
  state: 'working',
  has_access_word: false,
  subscribers: 0,
  open_incidents: 0,
  created_at: '2026-11-25T00:00:00.000Z',
  updated_at: '2026-11-25T00:00:00.000Z',
};
const server = (id: string) => ({ kind: 'server' as const, server_id: id });

describe('a page that is saved unchanged stays as it is', () => {
  it.each([
    ['at an address of its own', PAGE],
    ['at /status', { ...PAGE, slug: null }],
  ])('%s', (_, page) => {
    expect(pageBody(pageDraft(page))).toEqual({ ...DEFINITION, slug: page.slug });
  });
});

describe('keys of components', () => {
  const grown = addComponent(pageDraft(PAGE), 'group.0', { name: 'Films!', parts: [server('nas')] });

  it('are made from the name, free of those that are there', () => {
    expect([...keysOf(grown).values()]).toEqual(['films', 'films-2', 'all']);
  });

  it('stay when the name of one that is published changes, and others still need it', () => {
    const renamed = pageBody(changeComponent(pageDraft(PAGE), 'films', { name: 'Cinema' }));
    expect(renamed.groups[0]?.components[0]).toMatchObject({ key: 'films', name: 'Cinema' });
  });

  it('are told to those that need the component when somebody changes them', () => {
    const changed = pageBody(changeComponent(pageDraft(PAGE), 'films', { key: 'cinema' }));
    expect(changed.groups[1]?.components[0]?.parts).toContainEqual({ kind: 'component', key: 'cinema' });
    expect(pageSchema.safeParse(changed).success).toBe(true);
  });
});

describe('a new page', () => {
  const start = { ...pageDraft(null), title: ' Smiths ', zone: 'Europe/Berlin', slug: 'smiths' };

  it('leaves out a group that is still empty', () => {
    expect(pageBody(addGroup(start))).toMatchObject({ title: 'Smiths', intro: null, groups: [] });
  });

  it.each<[string, ReturnType<typeof pageDraft>, boolean]>([
    ['without anything on it', start, true],
    ['without a title', { ...start, title: ' ' }, false],
    ['without a zone', { ...start, zone: '' }, false],
    [
      'with a component without a name',
      addComponent(addGroup(start), 'new.1', { parts: [server('m')] }),
      false,
    ],
    ['with a component that needs nothing', addComponent(addGroup(start), 'new.1', { name: 'Films' }), false],
    [
      'with a whole component',
      addComponent(addGroup(start), 'new.1', { name: 'Films', parts: [server('m')] }),
      true,
    ],
  ])('%s: whether it can be shown', (_, draft, can) => {
    expect(canBeShown(draft)).toBe(can);
    if (can) expect(pageSchema.safeParse(pageBody(draft)).success).toBe(true);
  });
});
