import { randomBytes } from 'node:crypto';
import { createServer, request } from 'node:http';
import { duplexPair } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { StatusRender } from '../../../words/status/render.ts';
import type { NodeHandler } from '../serve.ts';

/** A page is drawn in some ms, in a second when the hub has just started: what takes longer never comes. */
const PATIENCE_MS = 5000;

/** Asks the pages for one, as a browser would, without a way over the network. */
function openPipe(pages: NodeHandler, patienceMs: number): (path: string) => Promise<string> {
  const server = createServer(pages);
  return (path) =>
    new Promise((resolve, reject) => {
      const [near, far] = duplexPair();
      server.emit('connection', far);
      const signal = AbortSignal.timeout(patienceMs);
      const sent = request({ path, signal, createConnection: () => near }, (response) => {
        text(response).then((html) => {
          if (response.statusCode === 200) resolve(html);
          else reject(new Error(`The page came with status ${response.statusCode}`));
        }, reject);
      });
      sent.on('error', reject);
      sent.end();
    });
}

/** What waits to be drawn, under tickets that nobody can guess. */
export function openTickets() {
  const waiting = new Map<string, StatusRender>();
  return {
    /** What a ticket stands for; null: nothing waits under it. */
    take: (ticket: string): StatusRender | null => waiting.get(ticket) ?? null,
    /** Keeps something under a ticket while `use` runs. */
    whileWaiting: async <T>(render: StatusRender, use: (ticket: string) => Promise<T>): Promise<T> => {
      const ticket = randomBytes(16).toString('hex');
      waiting.set(ticket, render);
      return use(ticket).finally(() => waiting.delete(ticket));
    },
  };
}

export type Tickets = ReturnType<typeof openTickets>;

/** Draws status pages with the hub's own pages. @throws Error when that fails or takes longer than `patienceMs` */
export function openRenderer(
  pages: NodeHandler,
  tickets: Tickets,
  patienceMs = PATIENCE_MS,
): (render: StatusRender) => Promise<string> {
  const get = openPipe(pages, patienceMs);
  return (render) => tickets.whileWaiting(render, (ticket) => get(`/status-render/${ticket}`));
}
