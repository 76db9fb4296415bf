import { reasonOf } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Published } from '../../status-pages/index.ts';
import type { Drawn } from './drawn.ts';

/** A page that can be shown. */
export interface Shown {
  /** What it tells; of an old one what it told then. */
  published: Published;
  drawn: Drawn;
  /** What would be right now could not be drawn. */
  isOld: boolean;
}

/** What could not be drawn is tried again after so long, however many ask. */
const RETRY_MS = 5000;
/** A hub with very many pages keeps those that were asked for last. */
const MOST_KEPT = 60;

/** An address can pass to another page, and a page to other readers: what it told before is not for them. */
const hasSameReaders = (before: Published, now: Published): boolean =>
  before.pageId === now.pageId && before.accessHash === now.accessHash;

/**
 * Keeps drawn pages: each is drawn once for what it tells, whoever asks meanwhile waits for the same. One that cannot be
 * drawn is shown as it was.
 */
export function openPageCache(log: Log) {
  const last = new Map<string, Omit<Shown, 'isOld'>>();
  const drawing = new Map<string, Promise<Drawn>>();
  const failures = new Map<string, { at: number; error: unknown }>();

  function noteFailure(key: string, error: unknown, at: number): void {
    failures.set(key, { at, error });
    log.error('status page not drawn', { path: key, error: reasonOf(error) });
  }

  async function drawAndNote(key: string, draw: () => Promise<Drawn>, now: number): Promise<Drawn> {
    const startedAt = performance.now();
    try {
      const drawn = await draw();
      failures.delete(key);
      return drawn;
    } catch (error) {
      noteFailure(key, error, now + performance.now() - startedAt);
      throw error;
    }
  }

  function drawOnce(key: string, version: number, draw: () => Promise<Drawn>, now: number): Promise<Drawn> {
    const failed = failures.get(key);
    // Also after a clock that was set back.
    if (failed && Math.abs(now - failed.at) < RETRY_MS) return Promise.reject(failed.error);
    const task = `${key} ${version}`;
    const known = drawing.get(task);
    if (known !== undefined) return known;
    const made = drawAndNote(key, draw, now).finally(() => drawing.delete(task));
    drawing.set(task, made);
    return made;
  }

  function remember(key: string, page: Omit<Shown, 'isOld'>): void {
    last.delete(key);
    last.set(key, page);
    const [oldest] = last.keys();
    if (last.size > MOST_KEPT && oldest !== undefined) last.delete(oldest);
  }

  /** @throws what drawing threw, when there is none that could be shown instead */
  async function drawOrKeep(
    key: string,
    published: Published,
    draw: () => Promise<Drawn>,
    now: number,
  ): Promise<Shown> {
    const before = last.get(key);
    try {
      const drawn = await drawOnce(key, published.version, draw, now);
      remember(key, { published, drawn });
      return { published, drawn, isOld: false };
    } catch (error) {
      if (!before || !hasSameReaders(before.published, published)) throw error;
      return { ...before, isOld: true };
    }
  }

  return {
    /** A page as it should be shown now. @throws what drawing threw, when it was never drawn before */
    shown: async (
      key: string,
      published: Published,
      draw: () => Promise<Drawn>,
      now: number,
    ): Promise<Shown> => {
      const before = last.get(key);
      if (before?.published.version !== published.version) return drawOrKeep(key, published, draw, now);
      // Still right: how old it is counts from now on.
      remember(key, { published, drawn: before.drawn });
      return { published, drawn: before.drawn, isOld: false };
    },
  };
}

export type PageCache = ReturnType<typeof openPageCache>;
