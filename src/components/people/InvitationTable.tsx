import type { InvitationView } from '../../collector/api/schema/people.ts';
import { Ago, Moment } from '../ui/Ago.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { roleWord } from './role-words.ts';

interface RowProps {
  now: number;
  isSeveral: boolean;
  onRevoke: (invitation: InvitationView) => void;
}

function Row({ entry, now, isSeveral, onRevoke }: RowProps & { entry: InvitationView }) {
  const role = isSeveral ? `${roleWord(entry.role)} of ${entry.client_name}` : roleWord(entry.role);
  return (
    <tr>
      <th scope="row">
        {entry.name}
        <span class="narrow-only soft">{role}</span>
        <span class="narrow-only soft">
          Ends <Moment at={entry.expires_at} now={now} />
        </span>
      </th>
      <td class="wide-only">{role}</td>
      <td class="wide-only">
        <Ago at={entry.created_at} now={now} /> <span class="dim">by {entry.created_by}</span>
      </td>
      <td class="wide-only">
        <Moment at={entry.expires_at} now={now} />
      </td>
      <td class="number">
        <button type="button" class="button danger" onClick={() => onRevoke(entry)}>
          Take back<span class="visually-hidden"> the link for {entry.name}</span>
        </button>
      </td>
    </tr>
  );
}

/** Links that nobody has used yet. */
export function InvitationTable({
  invitations,
  ...rest
}: RowProps & { invitations: readonly InvitationView[] }) {
  return (
    <ScrollRegion label="Open invitations">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col" class="wide-only">
              Role
            </th>
            <th scope="col" class="wide-only">
              Made
            </th>
            <th scope="col" class="wide-only">
              Ends
            </th>
            <th scope="col">
              <span class="visually-hidden">Take back</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((entry) => (
            <Row key={entry.invitation_id} entry={entry} {...rest} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
