import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fieldLabel } from '../client/field-label.ts';
import type { Problem } from '../client/problem.ts';

/** What went wrong and with which field, above a form; takes the focus so that it is read out. */
export function ProblemNote({ problem }: { problem: Problem }) {
  const note: Ref<HTMLDivElement> = useRef(null);
  const [label, setLabel] = useState('');
  // Each problem is a new object, so a second failure takes the focus again.
  useEffect(() => {
    const form = note.current?.closest('form');
    setLabel(form && problem.field ? fieldLabel(form, problem.field) : '');
    note.current?.focus();
  }, [problem]);
  return (
    <div class="form-error" role="alert" tabIndex={-1} ref={note}>
      {label !== '' && `${label}: `}
      {[problem.message, ...problem.remediation].join(' ')}
    </div>
  );
}
