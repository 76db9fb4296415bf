import type { Dispatch, StateUpdater } from 'preact/hooks';
import { GroupFields } from './GroupFields.tsx';
import { keysOf, shownGroups } from './page-body.ts';
import { componentsOf, type PageDraft } from './page-draft.ts';
import type { ServerParts } from './server-parts.ts';
import { suggestionsFor, withSuggestions } from './suggestions.ts';
import { usePageEdits } from './use-page-edits.ts';

interface Props {
  draft: PageDraft;
  setDraft: Dispatch<StateUpdater<PageDraft>>;
  servers: readonly ServerParts[];
  errorOf: (field: string) => string | null;
}

const added = (count: number): string =>
  count === 0 ? 'Everything is there already.' : `Added ${count}. Give them names that your people know.`;

/** What a page shows: its groups and components. */
export function PageContent({ draft, setDraft, servers, errorOf }: Props) {
  const { edits, told, setTold, addGroup, addGroupId } = usePageEdits(draft, setDraft);
  const shown = shownGroups(draft);
  const suggest = () => {
    setTold(added(suggestionsFor(draft, servers).length));
    setDraft(withSuggestions(draft, servers));
  };
  return (
    <section class="stack" aria-labelledby="content-title">
      <h2 id="content-title">What it shows</h2>
      {componentsOf(draft).length === 0 && (
        <p class="soft">Things that your people know by name, and what must work for each.</p>
      )}
      {draft.groups.map((group, index) => (
        <GroupFields
          key={group.id}
          group={group}
          field={shown.includes(group) ? `groups.${shown.indexOf(group)}` : `empty.${group.id}`}
          index={index}
          groups={draft.groups.length}
          all={componentsOf(draft)}
          keys={keysOf(draft)}
          servers={servers}
          edits={edits}
          errorOf={errorOf}
        />
      ))}
      <div class="row">
        <button type="button" class="button" id={addGroupId} onClick={addGroup}>
          Add a group
        </button>
        <button type="button" class="button" onClick={suggest}>
          Suggest what is missing
        </button>
      </div>
      <p role="status" class={told === '' ? 'visually-hidden' : 'soft small'}>
        {told}
      </p>
    </section>
  );
}
