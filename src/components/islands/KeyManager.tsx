import { useState } from 'preact/hooks';
import type { KeyView } from '../../collector/api/schema/views.ts';
import type { ClientOption } from '../../collector/api/views/types.ts';
import { request } from '../client/request.ts';
import { KeyTable } from '../keys/KeyTable.tsx';
import { type MadeKey, NewKey } from '../keys/NewKey.tsx';
import { RevokeDialog } from '../keys/RevokeDialog.tsx';
import { CopyText } from '../ui/CopyText.tsx';

interface Props {
  keys: KeyView[];
  clients: ClientOption[];
  isHubWide: boolean;
  now: number;
}

function Shown({ made }: { made: MadeKey }) {
  return (
    <div class="panel stack" role="status">
      <p>
        <strong>{made.name}</strong> is made. Copy it now: it is not shown again.
      </p>
      <CopyText text={made.key} label="Key" />
    </div>
  );
}

/** Keys of agents and automations: list, make, revoke. */
export default function KeyManager({ keys: start, clients, isHubWide, now }: Props) {
  const [keys, setKeys] = useState(start);
  const [made, setMade] = useState<MadeKey | null>(null);
  const [leaving, setLeaving] = useState<KeyView | null>(null);
  const refresh = async () => {
    const answer = await request<{ items: KeyView[] }>('GET', '/api/v1/keys');
    if (answer.ok) setKeys(answer.data.items);
  };
  const showMade = (key: MadeKey) => {
    setMade(key);
    void refresh();
  };
  const endRevoke = (isRevoked: boolean) => {
    setLeaving(null);
    if (isRevoked) void refresh();
  };
  return (
    <div class="stack-wide">
      {keys.length === 0 ? (
        <p class="soft">No keys yet.</p>
      ) : (
        <KeyTable keys={keys} now={now} onRevoke={setLeaving} />
      )}
      <section class="stack" aria-labelledby="new-key">
        <h2 id="new-key">New key</h2>
        {made && <Shown made={made} />}
        <NewKey clients={clients} isHubWide={isHubWide} onMade={showMade} />
      </section>
      {leaving && <RevokeDialog entry={leaving} onDone={endRevoke} />}
    </div>
  );
}
