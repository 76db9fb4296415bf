/** The token must not stay in the address bar, the history or a bookmark. */
export function hideToken(): void {
  window.history.replaceState(null, '', window.location.pathname);
}
