import type { Dispatch, StateUpdater } from 'preact/hooks';
import { useLayoutEffect, useState } from 'preact/hooks';
import { componentId } from './ComponentEntry.tsx';
import { addId, type Edits } from './GroupFields.tsx';
import { moveId } from './MoveButtons.tsx';
import { componentsOf, type PageDraft } from './page-draft.ts';
import {
  addComponent,
  addGroup,
  changeComponent,
  changeGroup,
  type Direction,
  moveComponent,
  moveGroup,
  removeComponent,
  removeGroup,
} from './page-edits.ts';

const ADD_GROUP = 'add-group';

/** Where a component stands, for who cannot see it move. */
function placeWords(draft: PageDraft, id: string): string {
  const all = componentsOf(draft);
  const index = all.findIndex((component) => component.id === id);
  return index < 0 ? '' : `${all[index]?.name || 'It'} is now ${index + 1} of ${all.length}.`;
}

/**
 * What a person can do to groups and components. What moves keeps the focus; where something is taken away, the next
 * sensible place has it.
 */
export function usePageEdits(draft: PageDraft, setDraft: Dispatch<StateUpdater<PageDraft>>) {
  const [focus, setFocus] = useState<{ id: string } | null>(null);
  const [told, setTold] = useState('');
  // Before the next key press, which belongs to what has moved.
  useLayoutEffect(() => {
    const place = focus && document.getElementById(focus.id);
    (place instanceof HTMLButtonElement ? place : place?.querySelector('input'))?.focus();
  }, [focus]);
  const after = (next: PageDraft, id: string, words: string) => {
    setDraft(next);
    setTold(words);
    setFocus({ id });
  };
  const groupOf = (id: string) =>
    draft.groups.find((group) => group.components.some((component) => component.id === id))?.id ?? '';
  const edits: Edits = {
    nameGroup: (id, name) => setDraft((before) => changeGroup(before, id, name)),
    changeComponent: (id, changes) => setDraft((before) => changeComponent(before, id, changes)),
    addComponent: (groupId) => {
      const next = addComponent(draft, groupId);
      const made = next.groups.find(({ id }) => id === groupId)?.components.at(-1);
      after(next, componentId(made?.id ?? ''), '');
    },
    moveGroup: (id, direction) => after(moveGroup(draft, id, direction), moveId(id, direction), 'Moved.'),
    moveComponent: (id, direction: Direction) => {
      const next = moveComponent(draft, id, direction);
      after(next, moveId(id, direction), placeWords(next, id));
    },
    removeGroup: (id) => after(removeGroup(draft, id), ADD_GROUP, 'Removed.'),
    removeComponent: (id) => after(removeComponent(draft, id), addId(groupOf(id)), 'Removed.'),
  };
  const add = () => {
    const next = addGroup(draft);
    after(next, addId(next.groups.at(-1)?.id ?? ''), '');
  };
  return { edits, told, setTold, addGroup: add, addGroupId: ADD_GROUP };
}
