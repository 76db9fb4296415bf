import { useState } from 'preact/hooks';
import { request } from '../client/request.ts';
import { useSubmit } from '../client/use-submit.ts';
import type { QuietClient } from '../quiet/quiet-clients.ts';
import { type SilenceDraft, SPANS, silenceBody } from '../quiet/silence-draft.ts';
import type { ServerOption } from '../settings/server-options.ts';
import { InputField } from '../ui/InputField.tsx';
import { OwnerChoice } from '../ui/OwnerChoice.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SelectField } from '../ui/SelectField.tsx';

interface Props {
  /** As the address asks. */
  start: SilenceDraft;
  clients: QuietClient[];
  servers: ServerOption[];
  /** Id and name. */
  rules: (readonly [id: string, name: string])[];
}

function save(draft: SilenceDraft, servers: readonly ServerOption[]) {
  const body = silenceBody(draft, Date.now());
  const server = servers.find(({ server_id: id }) => id === draft.serverId);
  const clientId = server?.client_id ?? draft.clientId;
  return request('POST', '/api/v1/silences', clientId === '' ? body : { ...body, client_id: clientId });
}

/** No messages of something that somebody knows of, for a while. */
export default function SilenceForm({ start, clients, servers, rules }: Props) {
  const [draft, setDraft] = useState({ ...start, clientId: clients[0]?.client_id ?? '' });
  const change = (changes: Partial<SilenceDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const leave = () => window.location.assign('/settings/quiet?saved');
  const { problem, isBusy, submit, errorOf } = useSubmit(() => save(draft, servers), leave);
  const options = servers.map((server) => [server.server_id, server.display_name] as const);
  return (
    <form class="form" onSubmit={submit}>
      {problem && <ProblemNote problem={problem} />}
      <SelectField
        label="Server"
        name="scope.server_id"
        options={[['', 'Any'], ...options]}
        value={draft.serverId}
        onChoose={(serverId) => change({ serverId })}
        error={errorOf('scope')}
      />
      {draft.serverId === '' && (
        <OwnerChoice
          clients={clients}
          isHubWide={false}
          value={draft.clientId}
          onChoose={(clientId) => change({ clientId })}
        />
      )}
      <SelectField
        label="What"
        name="scope.rule_id"
        options={[['', 'Everything'], ...rules]}
        value={draft.ruleId}
        onChoose={(ruleId) => change({ ruleId })}
      />
      <InputField
        label="Only one mount, disk, service or container"
        name="scope.subject"
        value={draft.subject}
        onInput={(subject) => change({ subject })}
        help="By its name: /data, sda, nginx. Empty: all of them."
        maxLength={255}
      />
      <SelectField
        label="For how long"
        name="hours"
        options={SPANS}
        value={draft.hours}
        onChoose={(hours) => change({ hours })}
        error={errorOf('until')}
      />
      <InputField
        label="Note"
        name="note"
        value={draft.note}
        onInput={(note) => change({ note })}
        help="So that others know why: “New disk is ordered”."
        error={errorOf('note')}
        maxLength={500}
      />
      <div>
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          Keep it quiet
        </button>
      </div>
    </form>
  );
}
