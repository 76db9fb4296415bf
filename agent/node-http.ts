import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/**
 * Node's own HTTP clients, loaded with `require`: an `import` of node:http reads every export, and the lazy
 * ones among them (WebSocket, MessageEvent) bring in all of undici, 13 MB of resident memory.
 */
export const http: typeof import('node:http') = load('node:http');

/** TLS is loaded only by an agent whose hub speaks it: it costs some more megabytes. */
export function requestFor(url: URL): typeof http.request {
  if (url.protocol !== 'https:') return http.request;
  const https: typeof import('node:https') = load('node:https');
  return https.request;
}
