/** A thing that changed on the hub. */
export interface Change {
  kind: string;
  id: string;
}

function changesIn(data: string): Change[] {
  try {
    const parsed: Change | Change[] = JSON.parse(data);
    return Array.isArray(parsed) ? parsed : [parsed];
  } catch {
    return [];
  }
}

/**
 * Calls `onChange` with what changed, and with null when something may have been missed: after a pause while the
 * tab was hidden (its connection is given back to the browser) and after a reconnect.
 * @returns stops listening
 */
export function listen(onChange: (change: Change | null) => void): () => void {
  let source: EventSource | null = null;
  let hasMissed = false;
  const open = () => {
    source = new EventSource('/api/v1/events');
    source.addEventListener('change', (event) => {
      for (const change of changesIn(event.data)) onChange(change);
    });
    source.addEventListener('open', () => {
      if (hasMissed) onChange(null);
      hasMissed = true;
    });
  };
  const close = () => {
    source?.close();
    source = null;
  };
  const followVisibility = () => {
    if (document.hidden) close();
    else if (!source) open();
  };
  document.addEventListener('visibilitychange', followVisibility);
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', followVisibility);
  followVisibility();
  return () => {
    close();
    document.removeEventListener('visibilitychange', followVisibility);
    window.removeEventListener('pagehide', close);
    window.removeEventListener('pageshow', followVisibility);
  };
}

/** Runs `work` at most every `everyMs`, the last call never lost, never two at once. */
export function calmly(work: () => Promise<void>, everyMs: number): () => void {
  let isBusy = false;
  let isWanted = false;
  const run = async () => {
    isWanted = false;
    isBusy = true;
    await work().catch(() => undefined);
    setTimeout(() => {
      isBusy = false;
      if (isWanted) void run();
    }, everyMs);
  };
  return () => {
    isWanted = true;
    if (!isBusy) void run();
  };
}
