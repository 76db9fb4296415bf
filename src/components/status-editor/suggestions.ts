import { pictureOf, plainName } from './known-services.ts';
import { type ComponentDraft, componentsOf, type PageDraft } from './page-draft.ts';
import { addComponent, addGroup } from './page-edits.ts';
import type { ServerParts } from './server-parts.ts';

/** What a page allows. */
const MOST_IN_GROUP = 60;
const MOST_GROUPS = 20;
const NAME_LENGTH = 60;

type Suggestion = Pick<ComponentDraft, 'name' | 'icon' | 'parts'>;

/** Every server and service that some component needs. */
function namedIn(draft: PageDraft): Set<string> {
  const parts = componentsOf(draft).flatMap((component) => component.parts);
  return new Set(
    parts.flatMap((part) => {
      if (part.kind === 'server') return [part.server_id];
      return part.kind === 'service' ? [`${part.server_id} ${part.subject}`] : [];
    }),
  );
}

function ofServer({ server_id, name, services }: ServerParts): (Suggestion & { of: string; mark: string })[] {
  const itself = { name, icon: 'server' as const, parts: [{ kind: 'server' as const, server_id }] };
  return [
    { ...itself, of: name, mark: server_id },
    ...services.map((subject) => ({
      name: plainName(subject),
      icon: pictureOf(subject),
      parts: [{ kind: 'service' as const, server_id, subject }],
      of: name,
      mark: `${server_id} ${subject}`,
    })),
  ];
}

/** Components for servers and their expected services that are not on the page yet. A name that is there says whose it is. */
export function suggestionsFor(draft: PageDraft, servers: readonly ServerParts[]): Suggestion[] {
  const named = namedIn(draft);
  const names = new Set(componentsOf(draft).map(({ name }) => name));
  return servers.flatMap(ofServer).flatMap(({ mark, of, ...suggestion }) => {
    if (named.has(mark)) return [];
    const whole = names.has(suggestion.name) ? `${suggestion.name} (${of})` : suggestion.name;
    names.add(whole);
    return [{ ...suggestion, name: whole.slice(0, NAME_LENGTH) }];
  });
}

function withSuggestion(draft: PageDraft, suggestion: Suggestion): PageDraft {
  const last = draft.groups.at(-1);
  if (last && last.components.length < MOST_IN_GROUP) return addComponent(draft, last.id, suggestion);
  return draft.groups.length < MOST_GROUPS ? withSuggestion(addGroup(draft), suggestion) : draft;
}

/** The draft with what is suggested at its end, in a further group where the last is full. */
export const withSuggestions = (draft: PageDraft, servers: readonly ServerParts[]): PageDraft =>
  suggestionsFor(draft, servers).reduce(withSuggestion, draft);
