import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { ProblemNote } from './ProblemNote.tsx';

interface Props {
  question: string;
  /** What follows from it. */
  consequence: string;
  /** Words of the button that does it. */
  verb: string;
  /** What is deleted: a path of the API. */
  path: string;
  onDone: (isRemoved: boolean) => void;
}

/** Names what is removed and asks once. What somebody else has removed already counts as done. */
export function AskOnce({ question, consequence, verb, path, onDone }: Props) {
  const dialog: Ref<HTMLDialogElement> = useRef(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const remove = async () => {
    const answer = await request('DELETE', path);
    if (answer.ok || answer.problem.status === 404) onDone(true);
    else setProblem(answer.problem);
  };
  return (
    <dialog ref={dialog} aria-labelledby="ask-once" onClose={() => onDone(false)}>
      <div class="stack">
        {problem && <ProblemNote problem={problem} />}
        <h2 id="ask-once">{question}</h2>
        <p>{consequence}</p>
        <div class="row">
          <button type="button" class="button danger primary" onClick={() => void remove()}>
            {verb}
          </button>
          <button type="button" class="button" autofocus onClick={() => dialog.current?.close()}>
            Keep it
          </button>
        </div>
      </div>
    </dialog>
  );
}
