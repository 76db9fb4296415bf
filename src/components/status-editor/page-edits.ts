import type { ComponentDraft, GroupDraft, PageDraft } from './page-draft.ts';

/** Up is towards the start of the page. */
export type Direction = 'up' | 'down';

const step = (direction: Direction): number => (direction === 'up' ? -1 : 1);

function swapped<T>(items: readonly T[], index: number, other: number): T[] {
  const [one, two] = [items[index], items[other]];
  if (one === undefined || two === undefined) return [...items];
  return items.map((item, at) => (at === index ? two : at === other ? one : item));
}

const withGroups = (draft: PageDraft, change: (group: GroupDraft) => GroupDraft): PageDraft => ({
  ...draft,
  groups: draft.groups.map(change),
});

const holds = (id: string) => (group: GroupDraft) =>
  group.components.some((component) => component.id === id);

/** Adds an empty group at the end. */
export function addGroup(draft: PageDraft): PageDraft {
  const added = draft.added + 1;
  return { ...draft, added, groups: [...draft.groups, { id: `new.${added}`, name: '', components: [] }] };
}

/** Adds a component to a group, at its end; of what is not said about it, it is a server that needs nothing yet. */
export function addComponent(
  draft: PageDraft,
  groupId: string,
  component: Partial<Omit<ComponentDraft, 'id'>> = {},
): PageDraft {
  const added = draft.added + 1;
  const made: ComponentDraft = {
    key: '',
    name: '',
    icon: 'server',
    description: '',
    impact: 'each',
    parts: [],
    ...component,
    id: `new.${added}`,
  };
  const changed = withGroups(draft, (group) =>
    group.id === groupId ? { ...group, components: [...group.components, made] } : group,
  );
  return { ...changed, added };
}

export const changeGroup = (draft: PageDraft, id: string, name: string): PageDraft =>
  withGroups(draft, (group) => (group.id === id ? { ...group, name } : group));

/** Changes a component, wherever it stands. */
export function changeComponent(draft: PageDraft, id: string, changes: Partial<ComponentDraft>): PageDraft {
  return withGroups(draft, (group) => ({
    ...group,
    components: group.components.map((one) => (one.id === id ? { ...one, ...changes } : one)),
  }));
}

function without(draft: PageDraft, ids: ReadonlySet<string>): PageDraft {
  return withGroups(draft, (group) => ({
    ...group,
    components: group.components
      .filter(({ id }) => !ids.has(id))
      .map((component) => ({
        ...component,
        parts: component.parts.filter((part) => part.kind !== 'component' || !ids.has(part.id)),
      })),
  }));
}

/** Takes a component away; others need it no longer. */
export const removeComponent = (draft: PageDraft, id: string): PageDraft => without(draft, new Set([id]));

/** Takes a group away with all that is in it. */
export function removeGroup(draft: PageDraft, id: string): PageDraft {
  const inside = draft.groups.find((group) => group.id === id)?.components ?? [];
  const left = without(draft, new Set(inside.map((component) => component.id)));
  return { ...left, groups: left.groups.filter((group) => group.id !== id) };
}

/** Moves a group by one place; at the end of the page it stays. */
export function moveGroup(draft: PageDraft, id: string, direction: Direction): PageDraft {
  const index = draft.groups.findIndex((group) => group.id === id);
  return { ...draft, groups: swapped(draft.groups, index, index + step(direction)) };
}

/** Where it would go beyond the end of its group, a component goes into the next one. */
function moveAcross(
  draft: PageDraft,
  component: ComponentDraft,
  target: GroupDraft,
  direction: Direction,
): PageDraft {
  return withGroups(draft, (group) => {
    const others = group.components.filter(({ id }) => id !== component.id);
    if (group.id !== target.id) return { ...group, components: others };
    return { ...group, components: direction === 'up' ? [...others, component] : [component, ...others] };
  });
}

/** Moves a component by one place, into the neighbouring group at the end of its own; at the end of the page it stays. */
export function moveComponent(draft: PageDraft, id: string, direction: Direction): PageDraft {
  const groupIndex = draft.groups.findIndex(holds(id));
  const group = draft.groups[groupIndex];
  const index = group?.components.findIndex((component) => component.id === id) ?? -1;
  const component = group?.components[index];
  if (!group || !component) return draft;
  const next = index + step(direction);
  if (next >= 0 && next < group.components.length) {
    const components = swapped(group.components, index, next);
    return withGroups(draft, (one) => (one.id === group.id ? { ...one, components } : one));
  }
  const neighbour = draft.groups[groupIndex + step(direction)];
  return neighbour ? moveAcross(draft, component, neighbour, direction) : draft;
}
