import { useState } from 'preact/hooks';
import type { NewInvitation } from '../../collector/api/schema/people.ts';
import type { ClientOption } from '../../collector/api/views/types.ts';
import type { Role } from '../../collector/context.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { RadioChoice } from '../ui/RadioChoice.tsx';
import { TextField } from '../ui/TextField.tsx';
import { ROLE_WORDS } from './role-words.ts';

interface Props {
  clients: readonly ClientOption[];
  onMade: (invitation: NewInvitation) => void;
}

interface ClientProps {
  clients: readonly ClientOption[];
  chosen: string;
  onChoose: (clientId: string) => void;
}

function ClientChoice({ clients, chosen, onChoose }: ClientProps) {
  return (
    <div class="field">
      <label for="field-invite-client">Client</label>
      <select
        class="input"
        id="field-invite-client"
        value={chosen}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {clients.map(({ client_id: id, client_name: name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The form for a link by which somebody joins. */
export function InviteForm({ clients, onMade }: Props) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [clientId, setClientId] = useState(clients[0]?.client_id ?? '');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const make = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    const body = { name: name.trim(), client_id: clientId, role };
    const answer = await request<NewInvitation>('POST', '/api/v1/invitations', body);
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
        help="Whom you invite. They choose their own name and password."
        error={problem?.field === 'name' ? problem.message : null}
        required
        maxLength={100}
      />
      {clients.length > 1 && <ClientChoice clients={clients} chosen={clientId} onChoose={setClientId} />}
      <RadioChoice legend="Role" name="role" options={ROLE_WORDS} chosen={role} onChoose={setRole} />
      <div>
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          Make link
        </button>
      </div>
    </form>
  );
}
