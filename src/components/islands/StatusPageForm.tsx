import { useEffect, useState } from 'preact/hooks';
import type { StatusPageView } from '../../collector/api/schema/status-pages.ts';
import { request } from '../client/request.ts';
import { useSubmit } from '../client/use-submit.ts';
import styles from '../status-editor/Editor.module.css';
import { PageContent } from '../status-editor/PageContent.tsx';
import { PageFields } from '../status-editor/PageFields.tsx';
import { type LanguageOption, PagePreview } from '../status-editor/PagePreview.tsx';
import { canBeShown, pageBody } from '../status-editor/page-body.ts';
import { type PageDraft, pageDraft } from '../status-editor/page-draft.ts';
import type { ServerParts } from '../status-editor/server-parts.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  /** null: a new one. */
  page: StatusPageView | null;
  /** Whose a new page is; its servers are those below. */
  clientId: string;
  /** A page that the asker may change, with which a new one can be drawn; null: there is none. */
  previewId: string | null;
  servers: ServerParts[];
  languages: LanguageOption[];
}

const LIST = '/status-pages';
const PATH = '/api/v1/status-pages';

const save = ({ page, clientId }: Props, draft: PageDraft) =>
  page
    ? request<StatusPageView>('PUT', `${PATH}/${encodeURIComponent(page.page_id)}`, pageBody(draft))
    : request<StatusPageView>('POST', PATH, { ...pageBody(draft), client_id: clientId });

/** What is wrong may be behind something that is closed; browsers point only at what can be seen. */
const openAround = ({ target }: Event) =>
  target instanceof Element && target.closest('details')?.setAttribute('open', '');

/** A page: its title and address, what it shows and needs, with the page itself beside it. */
export default function StatusPageForm(props: Props) {
  const { page, previewId, servers, languages } = props;
  const [draft, setDraft] = useState(() => pageDraft(page));
  const change = (changes: Partial<PageDraft>) => setDraft((before) => ({ ...before, ...changes }));
  // Only the browser knows where its person is.
  useEffect(() => {
    if (draft.zone === '') change({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  }, []);
  const leave = (saved: StatusPageView) =>
    window.location.assign(`${LIST}/${encodeURIComponent(saved.page_id)}?saved`);
  const { problem, isBusy, submit, errorOf } = useSubmit(() => save(props, draft), leave);
  // Its address matters to nothing that can be seen of it.
  const shown = canBeShown(draft) ? { ...pageBody(draft), slug: null } : null;
  return (
    <div class={styles.beside}>
      <form class={styles.fields} onSubmit={submit} onInvalidCapture={openAround}>
        {problem && <ProblemNote problem={problem} />}
        <PageFields draft={draft} languages={languages} onChange={change} errorOf={errorOf} />
        <PageContent draft={draft} setDraft={setDraft} servers={servers} errorOf={errorOf} />
        <div class="row">
          <button type="submit" class="button primary" aria-disabled={isBusy}>
            {page ? 'Save page' : 'Add page'}
          </button>
          <a class="button quiet" href={page ? `${LIST}/${page.page_id}` : LIST}>
            Cancel
          </a>
        </div>
      </form>
      <PagePreview pageId={previewId} body={shown} languages={languages} language={draft.language} />
    </div>
  );
}
