/** Something a screen may want to look at again: names only, never data. */
export interface Change {
  clientId: string;
  kind: 'server';
  id: string;
}

export interface Changes {
  changed: (change: Change) => void;
  /** Calls back for each change until the returned function is called. */
  subscribe: (listener: (change: Change) => void) => () => void;
  /** Aborted when the hub stops, so that open streams end instead of holding it up. */
  ended: AbortSignal;
  end: () => void;
}

/** Who changes something says so after the commit; open pages listen. */
export function openChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  const stop = new AbortController();
  return {
    ended: stop.signal,
    end: () => stop.abort(),
    changed: (change) => {
      for (const listener of listeners) listener(change);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
