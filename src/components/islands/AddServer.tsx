import { useState } from 'preact/hooks';
import type { ServerView } from '../../collector/api/schema/views.ts';
import { serverIdFrom } from '../../words/server-id.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { LEARNING_DAYS } from '../quiet/learning.ts';
import { CheckBox } from '../ui/CheckBox.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { TextField } from '../ui/TextField.tsx';
import ConnectAgent from './ConnectAgent.tsx';

type Added = Pick<ServerView, 'server_id' | 'display_name'>;

function NameForm({ onAdded }: { onAdded: (server: Added) => void }) {
  const [name, setName] = useState('');
  const [ownId, setOwnId] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [learns, setLearns] = useState(false);
  const id = ownId ?? serverIdFrom(name);
  const add = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    const body = {
      server_id: id,
      display_name: name.trim(),
      ...(learns && { learning_days: LEARNING_DAYS }),
    };
    const answer = await request<ServerView>('POST', '/api/v1/servers', body);
    setIsBusy(false);
    if (answer.ok) onAdded(answer.data);
    else setProblem(answer.problem);
  };
  const errorOf = (field: string) => (problem?.field === field ? problem.message : null);
  return (
    <form class="form" onSubmit={(event) => void add(event)}>
      {problem && <ProblemNote problem={problem} />}
      <TextField
        label="Name"
        name="display_name"
        value={name}
        onInput={setName}
        help="What you call it: “Media”, “Attic NAS”."
        error={errorOf('display_name')}
        required
        maxLength={100}
      />
      <TextField
        label="Id"
        name="server_id"
        value={id}
        onInput={setOwnId}
        help="Stands in addresses and reports, and stays. Lower-case letters, digits, “.”, “_” and “-”."
        error={errorOf('server_id')}
        required
        maxLength={63}
      />
      <CheckBox
        name="learns"
        word="Learn first"
        explanation={`Show alerts for ${LEARNING_DAYS} days, send nothing.`}
        isChecked={learns}
        onChange={setLearns}
      />
      <div>
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          Add server
        </button>
      </div>
    </form>
  );
}

/** From a name to a server that reports. */
export default function AddServer() {
  const [server, setServer] = useState<Added | null>(null);
  if (!server) return <NameForm onAdded={setServer} />;
  return <ConnectAgent serverId={server.server_id} name={server.display_name} lastSeen={null} isEager />;
}
