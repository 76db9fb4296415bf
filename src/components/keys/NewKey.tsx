import { useState } from 'preact/hooks';
import type { KeyView } from '../../collector/api/schema/views.ts';
import type { ClientOption } from '../../collector/api/views/types.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { TextField } from '../ui/TextField.tsx';
import { ScopeChoice } from './ScopeChoice.tsx';

export type MadeKey = KeyView & { key: string };

interface Props {
  clients: readonly ClientOption[];
  /** Whether a key for every client may be made. */
  isHubWide: boolean;
  onMade: (key: MadeKey) => void;
}

function ClientChoice({ clients, isHubWide, chosen, onChoose }: Omit<Props, 'onMade'> & ChoiceProps) {
  return (
    <div class="field">
      <label for="field-client_id">For</label>
      <select
        class="input"
        id="field-client_id"
        value={chosen}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {isHubWide && <option value="">Every client</option>}
        {clients.map((client) => (
          <option key={client.client_id} value={client.client_id}>
            {client.client_name}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ChoiceProps {
  chosen: string;
  onChoose: (clientId: string) => void;
}

/** The form for a new key. */
export function NewKey({ clients, isHubWide, onMade }: Props) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['read']);
  const [client, setClient] = useState(isHubWide ? '' : (clients[0]?.client_id ?? ''));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const make = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    const body = { name: name.trim(), scopes, client_id: client === '' ? null : client };
    const answer = await request<MadeKey>('POST', '/api/v1/keys', body);
    setIsBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setName('');
    onMade(answer.data);
  };
  return (
    <form class="form" onSubmit={(event) => void make(event)}>
      {problem && <ProblemNote problem={problem} />}
      <TextField
        label="Name"
        name="name"
        value={name}
        onInput={setName}
        help="Who or what will use it: “n8n on the NAS”."
        error={problem?.field === 'name' ? problem.message : null}
        required
        maxLength={100}
      />
      <ScopeChoice
        scopes={scopes}
        onChange={setScopes}
        error={problem?.field?.startsWith('scopes') ? problem.message : null}
      />
      {(clients.length > 1 || !isHubWide) && (
        <ClientChoice clients={clients} isHubWide={isHubWide} chosen={client} onChoose={setClient} />
      )}
      <div>
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          Make key
        </button>
      </div>
    </form>
  );
}
