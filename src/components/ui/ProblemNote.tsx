import type { Ref } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../client/problem.ts';

/** What went wrong, above a form; takes the focus so that it is read out. */
export function ProblemNote({ problem }: { problem: Problem }) {
  const note: Ref<HTMLDivElement> = useRef(null);
  // Each problem is a new object, so a second failure takes the focus again.
  useEffect(() => note.current?.focus(), [problem]);
  return (
    <div class="form-error" role="alert" tabIndex={-1} ref={note}>
      {[problem.message, ...problem.remediation].join(' ')}
    </div>
  );
}
