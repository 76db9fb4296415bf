import { useEffect, useState } from 'preact/hooks';
import type { WindowView } from '../../collector/api/schema/mutes.ts';
import { request } from '../client/request.ts';
import { useSubmit } from '../client/use-submit.ts';
import type { QuietClient } from '../quiet/quiet-clients.ts';
import { TimetableFields } from '../quiet/TimetableFields.tsx';
import { WhomFields } from '../quiet/WhomFields.tsx';
import { type WindowDraft, windowBody, windowDraft } from '../quiet/window-draft.ts';
import type { ServerOption } from '../settings/server-options.ts';
import { InputField } from '../ui/InputField.tsx';
import { OwnerChoice } from '../ui/OwnerChoice.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  /** null: a new one. */
  window: WindowView | null;
  clients: QuietClient[];
  servers: ServerOption[];
  /** Which the address names; empty: none. */
  serverId: string;
}

const LIST = '/settings/quiet';
const PATH = '/api/v1/maintenance-windows';

function save({ window, servers }: Props, draft: WindowDraft) {
  const body = windowBody(draft);
  if (window) return request('PUT', `${PATH}/${window.window_id}`, body);
  const server = servers.find(({ server_id: id }) => id === body.scope.server_id);
  const clientId = server?.client_id ?? draft.clientId;
  return request('POST', PATH, clientId === '' ? body : { ...body, client_id: clientId });
}

/** A maintenance window: when it is, where, and whom it covers. */
export default function WindowForm(props: Props) {
  const { window: known, clients, servers } = props;
  const [draft, setDraft] = useState(() => windowDraft(known, clients[0]?.client_id ?? '', props.serverId));
  const change = (changes: Partial<WindowDraft>) => setDraft((before) => ({ ...before, ...changes }));
  // Only the browser knows where its person is.
  useEffect(() => {
    if (draft.zone === '') change({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  }, []);
  const leave = () => window.location.assign(`${LIST}?saved`);
  const { problem, isBusy, submit, errorOf } = useSubmit(() => save(props, draft), leave);
  const fields = { draft, onChange: change, errorOf };
  return (
    <form class="form" onSubmit={submit}>
      {problem && <ProblemNote problem={problem} />}
      <InputField
        label="Name"
        name="name"
        value={draft.name}
        onInput={(name) => change({ name })}
        help="What happens then: “Backups”."
        error={errorOf('name')}
        required
        maxLength={80}
      />
      {!known && draft.whom !== 'server' && (
        <OwnerChoice
          clients={clients}
          isHubWide={false}
          value={draft.clientId}
          onChoose={(clientId) => change({ clientId })}
        />
      )}
      <TimetableFields {...fields} />
      <InputField
        label="Time zone"
        name="zone"
        value={draft.zone}
        onInput={(zone) => change({ zone })}
        help="The window stays at these hours when clocks change there. Written as Europe/London."
        error={errorOf('zone')}
        required
      />
      <WhomFields {...fields} servers={servers} />
      <div class="row">
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          {known ? 'Save window' : 'Add window'}
        </button>
        <a class="button quiet" href={LIST}>
          Cancel
        </a>
      </div>
    </form>
  );
}
