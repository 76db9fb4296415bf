const HERE = 'http://hub.invalid';

/** Where to go after signing in: `next` if it stays on this hub, else the fleet. */
export function nextPath(next: string | null): string {
  if (!next?.startsWith('/')) return '/';
  // Browsers read "\" as "/" and skip tabs, so only a parsed address is trusted.
  const url = URL.canParse(next, HERE) ? new URL(next, HERE) : null;
  return url?.origin === HERE ? url.pathname + url.search : '/';
}
