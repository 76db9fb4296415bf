import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy before a hub, as a home has one: open, shut (nothing listens), or without the hub behind it (502). */
export interface HubDoor {
  url: string;
  open: () => Promise<void>;
  shut: () => Promise<void>;
  loseHub: () => void;
  /** Appends to a file of the hub, as another version of it would have it; an empty `text` ends that. */
  append: (path: string, text: string) => void;
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** The door has the hub's host name, so that its cookies are good there too. */
export async function startHubDoor(hubUrl: string): Promise<HubDoor> {
  const hub = new URL(hubUrl);
  const appended = new Map<string, string>();
  let hasHub = true;

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (!hasHub) return outgoing.writeHead(502).end('Bad gateway');
    const { method, url: path = '/', headers } = incoming;
    const more = appended.get(path) ?? '';
    // The hub's own bytes in full, so that more can be added to them.
    const whole = { 'accept-encoding': 'identity', 'if-none-match': '', 'if-modified-since': '' };
    const own = more === '' ? headers : { ...headers, ...whole };
    const onwards = request(new URL(path, hub), { method, headers: own }, (answer) => {
      const { 'content-length': length, ...rest } = answer.headers;
      const bytes = Number(length) + Buffer.byteLength(more);
      outgoing.writeHead(answer.statusCode ?? 502, length ? { ...rest, 'content-length': bytes } : rest);
      answer.on('end', () => outgoing.end(more)).on('error', () => outgoing.destroy());
      answer.pipe(outgoing, { end: false });
    });
    onwards.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onwards.destroy());
    return incoming.pipe(onwards);
  };

  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing));
  const port = await listen(server, 0);
  return {
    url: `${hub.protocol}//${hub.hostname}:${port}`,
    open: async () => {
      hasHub = true;
      if (!server.listening) await listen(server, port);
    },
    shut: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
    loseHub: () => {
      hasHub = false;
    },
    append: (path, text) => appended.set(path, text),
  };
}
