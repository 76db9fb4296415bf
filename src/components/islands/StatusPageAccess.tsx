import { useState } from 'preact/hooks';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { CopyText } from '../ui/CopyText.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  pageId: string;
  hasWord: boolean;
}

const standing = (hasWord: boolean): string =>
  hasWord ? 'Only who knows its word may read it.' : 'Everybody who can reach this hub may read it.';

/** Who may read a page: everybody, or who knows its word. A fresh word is shown once. */
export default function StatusPageAccess({ pageId, hasWord: start }: Props) {
  const [hasWord, setHasWord] = useState(start);
  const [word, setWord] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const set = async (isProtected: boolean) => {
    if (isBusy) return;
    setIsBusy(true);
    const path = `/api/v1/status-pages/${encodeURIComponent(pageId)}/access`;
    const answer = await request<{ word: string | null }>('PUT', path, { is_protected: isProtected });
    setIsBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setHasWord(answer.data.word !== null);
    setWord(answer.data.word);
  };
  return (
    <div class="stack">
      {problem && <ProblemNote problem={problem} />}
      <p role="status">{standing(hasWord)}</p>
      {word !== null && (
        <>
          <CopyText text={word} label="The word" />
          <p class="soft small">
            It is shown this once. Readers type it one time in each browser; capitals and hyphens do not
            matter.
          </p>
        </>
      )}
      <div class="row">
        <button type="button" class="button" aria-disabled={isBusy} onClick={() => void set(true)}>
          {hasWord ? 'Make a new word' : 'Protect it with a word'}
        </button>
        {hasWord && (
          <button type="button" class="button" aria-disabled={isBusy} onClick={() => void set(false)}>
            Let everybody read it
          </button>
        )}
      </div>
      {hasWord && <p class="soft small">With a new word the old one opens nothing any more.</p>}
    </div>
  );
}
