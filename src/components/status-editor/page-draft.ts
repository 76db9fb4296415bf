import type { StatusPageView } from '../../collector/api/schema/status-pages.ts';
import type { StatusIconName } from '../../words/status/icons.ts';
import type { Language } from '../../words/status/words.ts';

type Groups = StatusPageView['groups'];
type Component = Groups[number]['components'][number];
type Part = Component['parts'][number];
export type Impact = Component['impact'];

/** What a component needs; another component by its place in the draft, for its key may still change. */
export type PartDraft = Exclude<Part, { kind: 'component' }> | { kind: 'component'; id: string };

/** A component as it stands in the form. */
export interface ComponentDraft {
  /** Of the draft alone. */
  id: string;
  /** Empty: made from the name. */
  key: string;
  name: string;
  icon: StatusIconName;
  description: string;
  impact: Impact;
  parts: PartDraft[];
}

export interface GroupDraft {
  id: string;
  /** Empty: none. */
  name: string;
  components: ComponentDraft[];
}

/** A page as it stands in its form. */
export interface PageDraft {
  /** Whether it is the page at `/status`, which stays there. */
  isHome: boolean;
  slug: string;
  title: string;
  intro: string;
  /** Empty: the one of the browser. */
  zone: string;
  language: Language;
  groups: GroupDraft[];
  /** How many groups and components were added: makes their ids. */
  added: number;
}

const NEW_PAGE: PageDraft = {
  isHome: false,
  slug: '',
  title: '',
  intro: '',
  zone: '',
  language: 'en',
  groups: [],
  added: 0,
};

const componentDraft = (component: Component): ComponentDraft => ({
  ...component,
  // A key stays what it is while the draft lasts, and only components have one.
  id: component.key,
  description: component.description ?? '',
  parts: component.parts.map((part) =>
    part.kind === 'component' ? { kind: part.kind, id: part.key } : part,
  ),
});

/**
 * What a form begins with.
 * @param page null: a new one
 */
export function pageDraft(page: StatusPageView | null): PageDraft {
  if (!page) return NEW_PAGE;
  const { slug, title, intro, zone, language, groups } = page;
  return {
    ...NEW_PAGE,
    isHome: slug === null,
    slug: slug ?? '',
    title,
    intro: intro ?? '',
    zone,
    language,
    groups: groups.map((group, index) => ({
      id: `group.${index}`,
      name: group.name ?? '',
      components: group.components.map(componentDraft),
    })),
  };
}

/** Every component of a draft, in its order. */
export const componentsOf = ({ groups }: Pick<PageDraft, 'groups'>): ComponentDraft[] =>
  groups.flatMap(({ components }) => components);
