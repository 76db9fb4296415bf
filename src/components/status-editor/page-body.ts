import type { StatusPageView } from '../../collector/api/schema/status-pages.ts';
import { freeKey } from './component-key.ts';
import {
  type ComponentDraft,
  componentsOf,
  type GroupDraft,
  type PageDraft,
  type PartDraft,
} from './page-draft.ts';

type PageBody = Pick<StatusPageView, 'slug' | 'title' | 'intro' | 'zone' | 'language' | 'groups'>;
type Component = PageBody['groups'][number]['components'][number];

/** The key of each component, by its id in the draft: those that were set, then those that names make. */
export function keysOf(draft: Pick<PageDraft, 'groups'>): Map<string, string> {
  const all = componentsOf(draft);
  const taken = new Set(all.map(({ key }) => key).filter((key) => key !== ''));
  const keys = new Map<string, string>();
  for (const { id, key, name } of all) {
    const own = key === '' ? freeKey(name, taken) : key;
    taken.add(own);
    keys.set(id, own);
  }
  return keys;
}

/** Groups that are shown: one that is empty yet is left out. An error counts among these. */
export const shownGroups = ({ groups }: Pick<PageDraft, 'groups'>): GroupDraft[] =>
  groups.filter(({ components }) => components.length > 0);

function partBody(part: PartDraft, keys: ReadonlyMap<string, string>): Component['parts'][number] {
  return part.kind === 'component' ? { kind: part.kind, key: keys.get(part.id) ?? part.id } : part;
}

function componentBody(component: ComponentDraft, keys: ReadonlyMap<string, string>): Component {
  const { id, icon, impact } = component;
  return {
    key: keys.get(id) ?? id,
    name: component.name.trim(),
    icon,
    description: component.description.trim() || null,
    impact,
    parts: component.parts.map((part) => partBody(part, keys)),
  };
}

/** What the API takes of a page, without its client. */
export function pageBody(draft: PageDraft): PageBody {
  const keys = keysOf(draft);
  return {
    slug: draft.isHome ? null : draft.slug.trim(),
    title: draft.title.trim(),
    intro: draft.intro.trim() || null,
    zone: draft.zone.trim(),
    language: draft.language,
    groups: shownGroups(draft).map(({ name, components }) => ({
      name: name.trim() || null,
      components: components.map((component) => componentBody(component, keys)),
    })),
  };
}

/** Whether a component says what it is called and what it needs. */
export const isWhole = ({ name, parts }: Pick<ComponentDraft, 'name' | 'parts'>): boolean =>
  name.trim() !== '' && parts.length > 0;

/** Whether there is enough of a page to show how it would look; its address does not matter for that. */
export const canBeShown = (draft: PageDraft): boolean =>
  draft.title.trim() !== '' && draft.zone.trim() !== '' && componentsOf(draft).every(isWhole);
