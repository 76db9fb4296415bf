import { useState } from 'preact/hooks';
import { type Problem, problemFrom } from './problem.ts';
import { request } from './request.ts';

/** As every test of a way out answers. */
interface Outcome {
  outcome: 'accepted' | 'removed' | 'failed';
  message: string;
}

/** Sends one test at a time and keeps what became of it. `testing` is the path of the one on its way. */
export function useTest(refresh: () => Promise<void>) {
  const [testing, setTesting] = useState<string | null>(null);
  const [result, setResult] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const test = async (path: string) => {
    if (testing !== null) return;
    setTesting(path);
    setResult(null);
    setProblem(null);
    const answer = await request<Outcome>('POST', path);
    setTesting(null);
    if (!answer.ok) setProblem(answer.problem);
    else if (answer.data.outcome === 'accepted') setResult(answer.data.message);
    else setProblem({ ...problemFrom(200, null), message: answer.data.message });
    await refresh();
  };
  return { testing, result, problem, test };
}
