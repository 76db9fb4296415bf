import type { KeyView } from '../../collector/api/schema/views.ts';
import { Ago } from '../ui/Ago.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { scopeWord } from './scope-words.ts';

interface Props {
  keys: readonly KeyView[];
  now: number;
  onRevoke: (key: KeyView) => void;
}

function boundTo(key: KeyView): string {
  if (key.server_id !== null) return `Server ${key.server_id}`;
  return key.client_name ?? 'Every client';
}

function Row({ entry, now, onRevoke }: { entry: KeyView; now: number; onRevoke: (key: KeyView) => void }) {
  return (
    <tr>
      <th scope="row">
        {entry.name} <code class="dim">{entry.prefix}…</code>
        <span class="narrow-only soft">{entry.scopes.map(scopeWord).join(', ')}</span>
        <span class="narrow-only soft">{boundTo(entry)}</span>
      </th>
      <td class="wide-only">{entry.scopes.map(scopeWord).join(', ')}</td>
      <td class="wide-only">{boundTo(entry)}</td>
      <td class="wide-only">
        <Ago at={entry.created_at} now={now} /> <span class="dim">by {entry.created_by}</span>
      </td>
      <td class="wide-only">
        {entry.last_used_at ? <Ago at={entry.last_used_at} now={now} /> : <span class="dim">Never</span>}
      </td>
      <td class="number">
        {entry.revoked_at ? (
          <span class="dim">
            Revoked <Ago at={entry.revoked_at} now={now} />
          </span>
        ) : (
          <button type="button" class="button danger" onClick={() => onRevoke(entry)}>
            Revoke<span class="visually-hidden"> {entry.name}</span>
          </button>
        )}
      </td>
    </tr>
  );
}

/** Every key, those that work first. */
export function KeyTable({ keys, now, onRevoke }: Props) {
  const workingFirst = [...keys].sort(
    (a, b) => Number(a.revoked_at !== null) - Number(b.revoked_at !== null),
  );
  return (
    <ScrollRegion label="Keys">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col" class="wide-only">
              May
            </th>
            <th scope="col" class="wide-only">
              For
            </th>
            <th scope="col" class="wide-only">
              Made
            </th>
            <th scope="col" class="wide-only">
              Last used
            </th>
            <th scope="col">
              <span class="visually-hidden">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {workingFirst.map((entry) => (
            <Row key={entry.key_id} entry={entry} now={now} onRevoke={onRevoke} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
