import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Change } from '../../changes.ts';
import { type Ctx, requireScope } from '../../context.ts';
import { contextOf } from '../authenticate.ts';
import type { ApiParts } from '../parts.ts';
import { router } from '../route.ts';

const BATCH_MS = 1000;
const KEEP_ALIVE_MS = 25_000;
/** How long somebody may go on listening whose key or session has ended. */
const RECHECK_MS = 10_000;

interface Listener {
  stream: SSEStreamingApi;
  /** Clients the asker may read at first. */
  first: Set<string>;
  /** And now; null once they may read none. */
  readable: () => Promise<Set<string> | null>;
}

function clientsOf(ctx: Ctx | null): Set<string> | null {
  try {
    return ctx && new Set(requireScope(ctx, 'read'));
  } catch {
    return null;
  }
}

/** Sends the names that wait; true when there was any. */
async function send(stream: SSEStreamingApi, waiting: Map<string, Change>): Promise<boolean> {
  const batch = [...waiting.values()];
  waiting.clear();
  for (const { kind, id } of batch) {
    await stream.writeSSE({ event: 'change', data: JSON.stringify({ kind, id }) });
  }
  return batch.length > 0;
}

/** Sends names until the page goes away, the hub stops, or the asker may not read any more. */
async function tell({ changes }: ApiParts, { stream, readable, first }: Listener): Promise<void> {
  let clientIds: Set<string> | null = first;
  // By name, so that a page that reads slowly holds no more than one entry per server.
  const waiting = new Map<string, Change>();
  const unsubscribe = changes.subscribe((change) => {
    if (clientIds?.has(change.clientId)) waiting.set(`${change.kind}:${change.id}`, change);
  });
  stream.onAbort(unsubscribe);
  await stream.writeSSE({ event: 'hello', data: '{}' });
  for (let ms = 0, quietMs = 0; !stream.aborted && !changes.ended.aborted; ms += BATCH_MS) {
    if (ms > 0 && ms % RECHECK_MS === 0) clientIds = await readable().catch(() => null);
    if (clientIds === null) break;
    quietMs = (await send(stream, waiting)) ? 0 : quietMs + BATCH_MS;
    if (quietMs > 0 && quietMs % KEEP_ALIVE_MS === 0) await stream.writeSSE({ event: 'quiet', data: '{}' });
    await stream.sleep(BATCH_MS);
  }
  unsubscribe();
}

/** Names of what changed, at most once a second; pages fetch again what they show. */
export function eventRoutes(parts: ApiParts) {
  const app = router();
  app.get('/events', (c) => {
    const ctx = c.get('ctx');
    const first = new Set(requireScope(ctx, 'read'));
    // A HEAD has no body that anybody would read to its end.
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' });
    c.header('X-Accel-Buffering', 'no');
    const headers = new Headers(c.req.raw.headers);
    const readable = async () => clientsOf(await contextOf(parts, headers, ctx.requestId));
    return streamSSE(c, (stream) => tell(parts, { stream, readable, first }));
  });
  return app;
}
