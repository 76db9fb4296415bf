import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import type { TestHub } from '../factories.ts';
import { type BrowserHub, KEY, startBrowserHub } from './hub.ts';
import { becomeOwner } from './watch-page.ts';

export interface SignedInHub extends BrowserHub {
  storageState: Awaited<ReturnType<BrowserContext['storageState']>>;
  /** A request to the API with the administrator's key. */
  post: (path: string, json: unknown) => Promise<void>;
  /** A page of the owner in a context of its own. */
  page: (options?: BrowserContextOptions) => Promise<Page>;
}

/** A fresh hub whose owner has signed in. */
export async function startSignedInHub(
  browser: Browser,
  prepare?: (hub: TestHub) => Promise<void>,
): Promise<SignedInHub> {
  const hub = await startBrowserHub(prepare);
  const context = await browser.newContext();
  await becomeOwner(await context.newPage(), hub.ownerLink);
  const storageState = await context.storageState();
  await context.close();
  const opened: BrowserContext[] = [];
  return {
    ...hub,
    stop: async () => {
      for (const own of opened) await own.close();
      await hub.stop();
    },
    storageState,
    post: async (path, json) => {
      const headers = { 'X-API-Key': KEY, 'Content-Type': 'application/json' };
      const body = JSON.stringify(json);
      const answered = await fetch(`${hub.url}${path}`, { method: 'POST', headers, body });
      if (!answered.ok) throw new Error(`${path}: ${answered.status} ${await answered.text()}`);
    },
    page: async (options) => {
      const own = await browser.newContext({ storageState, baseURL: hub.url, ...options });
      opened.push(own);
      return own.newPage();
    },
  };
}
