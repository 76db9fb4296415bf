import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { KeyView } from '../../collector/api/schema/views.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  entry: KeyView;
  onDone: (isRevoked: boolean) => void;
}

/** Names the key and asks once. */
export function RevokeDialog({ entry, onDone }: Props) {
  const dialog: Ref<HTMLDialogElement> = useRef(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const revoke = async () => {
    const answer = await request('DELETE', `/api/v1/keys/${encodeURIComponent(entry.key_id)}`);
    if (answer.ok) onDone(true);
    else setProblem(answer.problem);
  };
  return (
    <dialog ref={dialog} aria-labelledby="revoke-question" onClose={() => onDone(false)}>
      <div class="stack">
        {problem && <ProblemNote problem={problem} />}
        <h2 id="revoke-question">Revoke “{entry.name}”?</h2>
        <p>Whatever uses it is shut out at once. This cannot be undone.</p>
        <div class="row">
          <button type="button" class="button danger primary" onClick={() => void revoke()}>
            Revoke key
          </button>
          <button type="button" class="button" autofocus onClick={() => dialog.current?.close()}>
            Keep it
          </button>
        </div>
      </div>
    </dialog>
  );
}
