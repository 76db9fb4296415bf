import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { vi } from 'vitest';

const SOURCE = readFileSync('public/sw.js', 'utf8');
export const HUB = 'https://hub.example.org';

type Answer = (path: string, init: RequestInit) => Response;
type Kept = Map<string, { text: string; headers: Headers }>;

/** Caches as the worker uses them, by path, kept as text. */
function memoryCaches(all: Map<string, Kept>) {
  const open = async (name: string) => {
    const kept: Kept = all.get(name) ?? new Map();
    all.set(name, kept);
    return {
      put: async (path: string, response: Response) =>
        void kept.set(path, { text: await response.text(), headers: response.headers }),
      match: async (path: string) => {
        const one = kept.get(path);
        return one && new Response(one.text, { headers: one.headers });
      },
    };
  };
  const match = async (path: string) => {
    for (const name of all.keys()) {
      const found = await (await open(name)).match(path);
      if (found) return found;
    }
    return undefined;
  };
  return { open, match, keys: async () => [...all.keys()], delete: async (name: string) => all.delete(name) };
}

interface Options {
  openPages?: string[];
  /** What the hub answers; throwing: it is away. */
  answer?: Answer;
  /** Whether the browser lets a page be opened from here. */
  mayOpen?: boolean;
  /** Where its push service takes messages for this browser; undefined: it has not subscribed. */
  endpoint?: string;
}

/** The service worker in a browser of its own, with these pages open. */
export function openWorker({ openPages = [], answer, mayOpen = true, endpoint }: Options = {}) {
  const listeners = new Map<string, (event: object) => void>();
  const windows = openPages.map((url) => ({ url, focus: vi.fn() }));
  const kept = new Map<string, Kept>();
  const spies = {
    showNotification: vi.fn(async () => undefined),
    openWindow: vi.fn(async () => (mayOpen ? null : Promise.reject(new Error('too late')))),
    setAppBadge: vi.fn(async () => undefined),
    skipWaiting: vi.fn(),
    claim: vi.fn(async () => undefined),
    subscribe: vi.fn(async () => ({ toJSON: () => ({ endpoint: 'https://push.example/new', keys: {} }) })),
    fetch: vi.fn(async (asked: string | { url: string }, init: RequestInit = {}) => {
      if (!answer) throw new TypeError('away');
      return answer(typeof asked === 'string' ? asked : new URL(asked.url).pathname, init);
    }),
  };
  const self = {
    location: { origin: HUB },
    navigator: { setAppBadge: spies.setAppBadge },
    registration: {
      showNotification: spies.showNotification,
      pushManager: {
        subscribe: spies.subscribe,
        getSubscription: async () => (endpoint === undefined ? null : { endpoint }),
      },
      navigationPreload: { enable: async () => undefined },
    },
    clients: { matchAll: async () => windows, openWindow: spies.openWindow, claim: spies.claim },
    skipWaiting: spies.skipWaiting,
    addEventListener: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
  };
  const caches = memoryCaches(kept);
  const browser = { AbortSignal, Response, TextEncoder, URL, crypto, setTimeout };
  runInNewContext(SOURCE, { ...browser, self, caches, fetch: spies.fetch });

  /** Lets something happen; answers what the worker answered it with. */
  const fire = async (name: string, event: object): Promise<Response | undefined> => {
    const work: unknown[] = [];
    let response: Promise<Response> | undefined;
    const respondWith = (given: Promise<Response>) => {
      response = given;
    };
    listeners.get(name)?.({ ...event, respondWith, waitUntil: (promise: unknown) => work.push(promise) });
    const answered = await response;
    await Promise.all(work);
    return answered;
  };
  return { ...spies, fire, windows, kept, caches };
}

/** A request for a page or a part of one, as a browser's `fetch` event holds it. */
export const asked = (path: string, mode = 'navigate') => ({
  request: { url: HUB + path, method: 'GET', mode },
});
