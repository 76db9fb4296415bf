import { useState } from 'preact/hooks';
import type { Problem } from './problem.ts';
import type { Answer } from './request.ts';

/** What is wrong with a field, by its dotted name or that of a part of it: "routing.tags.0" belongs to "routing.tags". */
export function errorAt(problem: Problem | null, field: string): string | null {
  const named = problem?.field ?? null;
  if (problem === null || named === null) return null;
  return named === field || named.startsWith(`${field}.`) ? problem.message : null;
}

/** A form of an island: sends once at a time, and keeps what went wrong. */
export function useSubmit<T>(send: () => Promise<Answer<T>>, onDone: (data: T) => void) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const act = async () => {
    setIsBusy(true);
    const answer = await send();
    setIsBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) onDone(answer.data);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isBusy) void act();
  };
  return { problem, setProblem, isBusy, submit, errorOf: (field: string) => errorAt(problem, field) };
}
