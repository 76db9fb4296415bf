import { type Problem, problemFrom } from './problem.ts';

export type Answer<T> = { ok: true; data: T } | { ok: false; problem: Problem };

function signInAgain(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/login?next=${encodeURIComponent(here)}`);
}

async function send(method: string, path: string, body: unknown): Promise<Response | null> {
  const init: RequestInit = { method, headers: { accept: 'application/json' } };
  if (body !== undefined) {
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  return fetch(path, init).catch(() => null);
}

/**
 * One request to the hub as the person who is signed in. A session that has ended leads to the sign-in page.
 * @param path of this origin, as "/api/v1/fleet"
 */
export async function request<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const response = await send(method, path, body);
  if (!response) return { ok: false, problem: problemFrom(0, null) };
  const parsed: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  // The hub answers with the shapes of its own schemas.
  if (response.ok) return { ok: true, data: parsed as T };
  if (response.status === 401 && path.startsWith('/api/v1/') && !path.endsWith('/setup')) signInAgain();
  return { ok: false, problem: problemFrom(response.status, parsed) };
}
