import { describe, expect, it } from 'vitest';
import { componentsOf, type PageDraft, pageDraft } from './page-draft.ts';
import {
  addComponent,
  addGroup,
  type Direction,
  moveComponent,
  moveGroup,
  removeComponent,
  removeGroup,
} from './page-edits.ts';

/** Two groups: films and photos, then mail, which needs films. */
const draft = [
  ['new.1', 'Films'],
  ['new.1', 'Photos'],
  ['new.2', 'Mail'],
].reduce<PageDraft>(
  (page, [group = '', name = '']) =>
    addComponent(page, group, { name, parts: [{ kind: 'component', id: 'new.3' }] }),
  addGroup(addGroup(pageDraft(null))),
);
const idOf = (name: string) => componentsOf(draft).find((component) => component.name === name)?.id ?? '';
const shown = ({ groups }: PageDraft) =>
  groups.map(({ components }) => components.map(({ name }) => name).join(' ')).join(' | ');

it('begins as it was built', () => {
  expect(shown(draft)).toBe('Films Photos | Mail');
});

describe('a component moves', () => {
  it.each<[string, string, Direction, string]>([
    ['within its group', 'Photos', 'up', 'Photos Films | Mail'],
    ['down within its group', 'Films', 'down', 'Photos Films | Mail'],
    ['into the next group at the end of its own', 'Photos', 'down', 'Films | Photos Mail'],
    ['into the group before at the start of its own', 'Mail', 'up', 'Films Photos Mail | '],
    ['nowhere at the start of the page', 'Films', 'up', 'Films Photos | Mail'],
    ['nowhere at the end of the page', 'Mail', 'down', 'Films Photos | Mail'],
  ])('%s', (_, name, direction, expected) => {
    expect(shown(moveComponent(draft, idOf(name), direction))).toBe(expected);
  });
});

describe('a group moves', () => {
  it.each<[string, string, Direction, string]>([
    ['up', 'new.2', 'up', 'Mail | Films Photos'],
    ['down', 'new.1', 'down', 'Mail | Films Photos'],
    ['nowhere at the start', 'new.1', 'up', 'Films Photos | Mail'],
    ['nowhere at the end', 'new.2', 'down', 'Films Photos | Mail'],
  ])('%s', (_, id, direction, expected) => {
    expect(shown(moveGroup(draft, id, direction))).toBe(expected);
  });
});

describe('what is taken away is needed by nobody any more', () => {
  const needs = (page: PageDraft) => componentsOf(page).flatMap(({ parts }) => parts);

  it('a component', () => {
    const left = removeComponent(draft, idOf('Films'));
    expect(shown(left)).toBe('Photos | Mail');
    expect(needs(left)).toEqual([]);
  });

  it('a group with all in it', () => {
    const left = removeGroup(draft, 'new.1');
    expect(shown(left)).toBe('Mail');
    expect(needs(left)).toEqual([]);
  });
});

it('ids of what was removed do not come again', () => {
  const again = addComponent(removeComponent(draft, idOf('Mail')), 'new.2', { name: 'Mail' });
  expect(new Set(componentsOf(again).map(({ id }) => id)).size).toBe(3);
  expect(componentsOf(again).at(-1)?.id).not.toBe(idOf('Mail'));
});
