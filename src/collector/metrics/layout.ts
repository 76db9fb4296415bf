import { createHash } from 'node:crypto';

/** The ordered series names of one server's reports, stored once. */
export interface Layout {
  id: number;
  clientId: string;
  serverId: string;
  names: readonly string[];
}

/** First 48 bits of a SHA-256 over server and names: the same everywhere, without asking the database. */
export function layoutId(serverId: string, names: readonly string[]): number {
  return createHash('sha256')
    .update(JSON.stringify([serverId, names]))
    .digest()
    .readUIntBE(0, 6);
}

export function layoutOf(clientId: string, serverId: string, names: readonly string[]): Layout {
  return { id: layoutId(serverId, names), clientId, serverId, names };
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Gives equal lists of names back as one array, so that a fleet of equal servers holds them once. */
export function createInterner(): (names: readonly string[]) => readonly string[] {
  const known = new Map<string, WeakRef<readonly string[]>>();
  const dropped = new FinalizationRegistry<string>((key) => {
    if (!known.get(key)?.deref()) known.delete(key);
  });
  return (names) => {
    const key = names.join('\n');
    const before = known.get(key)?.deref();
    if (before) return before;
    known.set(key, new WeakRef(names));
    dropped.register(names, key);
    return names;
  };
}
