import { streamSSE } from 'hono/streaming';
import type { Change } from '../../changes.ts';
import { requireScope } from '../../context.ts';
import type { ApiParts } from '../parts.ts';
import { router } from '../route.ts';

const BATCH_MS = 1000;
const KEEP_ALIVE_MS = 25_000;

/** Names of what changed, at most once a second; pages fetch again what they show. */
export function eventRoutes({ changes }: ApiParts) {
  const app = router();
  app.get('/events', (c) => {
    const clientIds = new Set(requireScope(c.get('ctx'), 'read'));
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      const waiting = new Map<string, Change>();
      const unsubscribe = changes.subscribe((change) => {
        if (clientIds.has(change.clientId)) waiting.set(`${change.kind}:${change.id}`, change);
      });
      stream.onAbort(unsubscribe);
      let quietMs = 0;
      await stream.writeSSE({ event: 'hello', data: '{}' });
      while (!stream.aborted && !changes.ended.aborted) {
        const batch = [...waiting.values()];
        waiting.clear();
        for (const { kind, id } of batch) {
          await stream.writeSSE({ event: 'change', data: JSON.stringify({ kind, id }) });
        }
        quietMs = batch.length > 0 ? 0 : quietMs + BATCH_MS;
        if (quietMs >= KEEP_ALIVE_MS) {
          await stream.writeSSE({ event: 'quiet', data: '{}' });
          quietMs = 0;
        }
        await stream.sleep(BATCH_MS);
      }
      unsubscribe();
    });
  });
  return app;
}
