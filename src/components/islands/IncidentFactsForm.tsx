import { useState } from 'preact/hooks';
import type { IncidentView } from '../../collector/api/schema/status-pages.ts';
import { request } from '../client/request.ts';
import { useSubmit } from '../client/use-submit.ts';
import { type ComponentOption, FactsFields } from '../status-editor/IncidentFields.tsx';
import { type FactsDraft, factsBody, factsDraft } from '../status-editor/incident-draft.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  incident: IncidentView;
  components: ComponentOption[];
}

/** Says anew what an incident is; nobody is told of that. */
export default function IncidentFactsForm({ incident, components }: Props) {
  const path = `/status-pages/${incident.page_id}/incidents/${incident.incident_id}`;
  const [draft, setDraft] = useState(() => factsDraft(incident));
  const change = (changes: Partial<FactsDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const leave = () => window.location.assign(`${path}?saved`);
  const send = () => request('PUT', `/api/v1${path}`, factsBody(draft));
  const { problem, isBusy, submit, errorOf } = useSubmit(send, leave);
  return (
    <form class="form" onSubmit={submit}>
      {problem && <ProblemNote problem={problem} />}
      <FactsFields draft={draft} components={components} onChange={change} errorOf={errorOf} />
      <div>
        <button type="submit" class="button" aria-disabled={isBusy}>
          Save
        </button>
      </div>
    </form>
  );
}
