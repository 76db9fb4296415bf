import { useState } from 'preact/hooks';
import type { InvitationView, NewInvitation } from '../../collector/api/schema/people.ts';
import type { ClientOption } from '../../collector/api/views/types.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { InvitationTable } from '../people/InvitationTable.tsx';
import { InviteForm } from '../people/InviteForm.tsx';
import { Moment } from '../ui/Ago.tsx';
import { CopyText } from '../ui/CopyText.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  invitations: InvitationView[];
  clients: ClientOption[];
  now: number;
}

function Shown({ made }: { made: NewInvitation }) {
  return (
    <div class="panel stack" role="status">
      <p>
        Send this link to <strong>{made.name}</strong>. It works once, until{' '}
        <Moment at={made.expires_at} now={Date.parse(made.created_at)} />. Copy it now: it is not shown again.
      </p>
      <CopyText text={made.url} label="Link" />
    </div>
  );
}

/** Links by which people join: make, see the open ones, take back. */
export default function Invitations({ invitations: start, clients, now }: Props) {
  const [invitations, setInvitations] = useState(start);
  const [made, setMade] = useState<NewInvitation | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const refresh = async () => {
    const answer = await request<{ items: InvitationView[] }>('GET', '/api/v1/invitations');
    if (answer.ok) setInvitations(answer.data.items);
  };
  const showMade = (invitation: NewInvitation) => {
    setMade(invitation);
    void refresh();
  };
  const revoke = async ({ invitation_id: id }: InvitationView) => {
    const answer = await request('DELETE', `/api/v1/invitations/${encodeURIComponent(id)}`);
    setProblem(answer.ok || answer.problem.status === 404 ? null : answer.problem);
    if (made?.invitation_id === id) setMade(null);
    await refresh();
  };
  return (
    <div class="stack-wide">
      <section class="stack" aria-labelledby="invite-title">
        <h2 id="invite-title">Invite somebody</h2>
        {made && <Shown made={made} />}
        <InviteForm clients={clients} onMade={showMade} />
      </section>
      <div class="stack">
        <h2>Open invitations</h2>
        {problem && <ProblemNote problem={problem} />}
        {invitations.length === 0 ? (
          <p class="soft">None.</p>
        ) : (
          <InvitationTable
            invitations={invitations}
            now={now}
            isSeveral={clients.length > 1}
            onRevoke={(invitation) => void revoke(invitation)}
          />
        )}
      </div>
    </div>
  );
}
