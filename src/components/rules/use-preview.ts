import { useState } from 'preact/hooks';
import type { RulePreview } from '../../collector/api/schema/rules.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { previewWords } from './rule-words.ts';

/**
 * Asks the stored history how often a rule would have fired, before it is saved.
 * @param onProblem told what is wrong with the rule; null: nothing
 */
export function usePreview(onProblem: (problem: Problem | null) => void) {
  const [isLooking, setIsLooking] = useState(false);
  const [words, setWords] = useState('');
  const look = async (form: HTMLFormElement | null, body: unknown) => {
    if (isLooking || !form?.reportValidity()) return;
    setIsLooking(true);
    const answer = await request<RulePreview>('POST', '/api/v1/rules/preview', body);
    setIsLooking(false);
    setWords(answer.ok ? previewWords(answer.data) : '');
    onProblem(answer.ok ? null : answer.problem);
  };
  return { isLooking, words: isLooking ? 'Looking through the history…' : words, look };
}
