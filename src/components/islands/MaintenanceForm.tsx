import { useState } from 'preact/hooks';
import type { MaintenanceView } from '../../collector/api/schema/status-pages.ts';
import { request } from '../client/request.ts';
import { useSubmit } from '../client/use-submit.ts';
import type { ComponentOption } from '../status-editor/IncidentFields.tsx';
import {
  type MaintenanceDraft,
  maintenanceBody,
  maintenanceDraft,
} from '../status-editor/maintenance-draft.ts';
import { TextAreaField } from '../status-editor/TextAreaField.tsx';
import { CheckChoice } from '../ui/CheckChoice.tsx';
import { InputField } from '../ui/InputField.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  pageId: string;
  /** null: a new one. */
  maintenance: MaintenanceView | null;
  components: ComponentOption[];
  /** Of the page: times are told by its clocks. */
  zone: string;
}

function save({ pageId, maintenance, zone }: Props, draft: MaintenanceDraft) {
  const path = `/api/v1/status-pages/${encodeURIComponent(pageId)}/maintenances`;
  const body = maintenanceBody(draft, zone);
  if (!maintenance) return request('POST', path, body);
  return request('PUT', `${path}/${encodeURIComponent(maintenance.maintenance_id)}`, body);
}

interface TimeProps {
  draft: MaintenanceDraft;
  zone: string;
  onChange: (changes: Partial<MaintenanceDraft>) => void;
  errorOf: (field: string) => string | null;
}

function Times({ draft, zone, onChange, errorOf }: TimeProps) {
  return (
    <div class="side-by-side dates">
      <InputField
        label="From"
        name="starts_at"
        type="datetime-local"
        value={draft.starts}
        onInput={(starts) => onChange({ starts })}
        help={`By the clocks of ${zone}.`}
        error={errorOf('starts_at')}
        required
      />
      <InputField
        label="To"
        name="ends_at"
        type="datetime-local"
        value={draft.ends}
        onInput={(ends) => onChange({ ends })}
        error={errorOf('ends_at')}
        required
      />
    </div>
  );
}

/** Planned work: what, when, and what it concerns. */
export default function MaintenanceForm(props: Props) {
  const { pageId, maintenance, components, zone } = props;
  const [draft, setDraft] = useState(() => maintenanceDraft(maintenance, zone));
  const change = (changes: Partial<MaintenanceDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const leave = () => window.location.assign(`/status-pages/${pageId}?saved`);
  const { problem, isBusy, submit, errorOf } = useSubmit(() => save(props, draft), leave);
  return (
    <form class="form" onSubmit={submit}>
      {problem && <ProblemNote problem={problem} />}
      <InputField
        label="Title"
        name="title"
        value={draft.title}
        onInput={(title) => change({ title })}
        help="What is done: “A larger disk”."
        error={errorOf('title')}
        required
        maxLength={60}
      />
      <TextAreaField
        label="What people should know"
        name="text"
        value={draft.text}
        onInput={(text) => change({ text })}
        help="“Films pause for an hour.” May be empty."
        error={errorOf('text')}
        maxLength={2000}
      />
      {components.length > 0 && (
        <CheckChoice
          legend="What it concerns"
          name="components"
          options={components}
          chosen={draft.components}
          onChange={(chosen) => change({ components: chosen })}
          error={errorOf('components')}
        />
      )}
      <Times draft={draft} zone={zone} onChange={change} errorOf={errorOf} />
      <div class="row">
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          {maintenance ? 'Save' : 'Plan it'}
        </button>
        <a class="button quiet" href={`/status-pages/${pageId}`}>
          Cancel
        </a>
      </div>
    </form>
  );
}
