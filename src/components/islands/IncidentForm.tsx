import { useState } from 'preact/hooks';
import type { IncidentView, ProposalView } from '../../collector/api/schema/status-pages.ts';
import { request } from '../client/request.ts';
import { useSubmit } from '../client/use-submit.ts';
import styles from '../status-editor/Editor.module.css';
import { EntryPreview } from '../status-editor/EntryPreview.tsx';
import { type ComponentOption, FactsFields, UpdateFields } from '../status-editor/IncidentFields.tsx';
import {
  factsDraft,
  type IncidentDraft,
  incidentBody,
  incidentDraft,
  updateBody,
  updateDraft,
} from '../status-editor/incident-draft.ts';
import { willTell } from '../status-editor/status-words.ts';
import { InputField } from '../ui/InputField.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  pageId: string;
  /** null: a new one. */
  incident: IncidentView | null;
  /** The alert that a new one is written for; null: none. */
  proposal: ProposalView | null;
  components: ComponentOption[];
  /** Of the page: times are told by its clocks. */
  zone: string;
  /** Who writes. */
  person: string;
  subscribers: number;
}

const pathOf = (pageId: string) => `/status-pages/${encodeURIComponent(pageId)}/incidents`;

function publish({ pageId, incident, zone }: Props, draft: IncidentDraft) {
  const path = `/api/v1${pathOf(pageId)}`;
  if (!incident) return request<IncidentView>('POST', path, incidentBody(draft, zone));
  const own = `${path}/${encodeURIComponent(incident.incident_id)}/updates`;
  return request<IncidentView>('POST', own, updateBody(draft));
}

function begin({ incident, proposal, person, zone }: Props): IncidentDraft {
  const start = incidentDraft(proposal, person, zone);
  return incident ? { ...start, ...factsDraft(incident), ...updateDraft(incident, person) } : start;
}

/** An incident: what it is and what is said of it first, or what is said of it next. */
export default function IncidentForm(props: Props) {
  const { pageId, incident, components, zone, subscribers } = props;
  const [draft, setDraft] = useState(() => begin(props));
  const change = (changes: Partial<IncidentDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const leave = ({ incident_id: id }: IncidentView) =>
    window.location.assign(`${pathOf(pageId)}/${encodeURIComponent(id)}?published`);
  const { problem, isBusy, submit, errorOf } = useSubmit(() => publish(props, draft), leave);
  const fields = { draft, onChange: change, errorOf };
  return (
    <div class={styles.beside}>
      <form class={styles.fields} onSubmit={submit}>
        {problem && <ProblemNote problem={problem} />}
        {!incident && (
          <>
            <FactsFields {...fields} components={components} />
            <InputField
              label="Since when"
              name="started_at"
              type="datetime-local"
              value={draft.startedAt}
              onInput={(startedAt) => change({ startedAt })}
              help={`By the clocks of ${zone}. Empty: since now.`}
              error={errorOf('started_at')}
            />
          </>
        )}
        <UpdateFields {...fields} />
        <p class="soft small">{willTell(subscribers)}</p>
        <div class="row">
          <button type="submit" class="button primary" aria-disabled={isBusy}>
            {incident ? 'Publish update' : 'Publish'}
          </button>
          <a class="button quiet" href={`/status-pages/${pageId}`}>
            Cancel
          </a>
        </div>
      </form>
      <EntryPreview facts={draft} update={draft} components={components} />
    </div>
  );
}
