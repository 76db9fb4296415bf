import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';

/** So that not every key press draws a page. */
const PAUSE_MS = 500;

/**
 * Draws a page as it would be, some time after the last change to it.
 * @param pageId of any page that the asker may change; null: there is none
 * @param body of the page; null: it cannot be shown yet, and what was shown before stays
 * @returns path of the preview without its language; null: nothing was drawn yet
 */
export function usePagePreview(pageId: string | null, body: object | null) {
  const [path, setPath] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const text = body === null ? null : JSON.stringify(body);
  useEffect(() => {
    if (pageId === null || text === null) return undefined;
    let isOld = false;
    const draw = async () => {
      const url = `/api/v1/status-pages/${encodeURIComponent(pageId)}/preview`;
      const answer = await request<{ path: string }>('POST', url, JSON.parse(text));
      if (isOld) return;
      setProblem(answer.ok ? null : answer.problem);
      if (answer.ok) setPath(answer.data.path);
    };
    const timer = setTimeout(() => void draw(), PAUSE_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [pageId, text]);
  return { path, problem };
}
