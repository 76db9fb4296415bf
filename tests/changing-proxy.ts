import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of an answer: other bytes, or only the first so many before the line breaks. */
export type Change = (path: string, body: Buffer) => Buffer | { cutAfterBytes: number };

export interface ChangingProxy {
  url: string;
  close: () => void;
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Stands between an agent and its hub, and changes what the hub answers. */
export async function startChangingProxy(hubPort: number, change: () => Change): Promise<ChangingProxy> {
  const server = createServer((incoming, outgoing) => {
    const { method, url = '/', headers } = incoming;
    const onwards = request(
      { host: '127.0.0.1', port: hubPort, method, path: url, headers },
      async (answer) => {
        const body = await bytesOf(answer);
        const changed = change()(url, body);
        const isCut = 'cutAfterBytes' in changed;
        const length = isCut ? body.length : changed.length;
        outgoing.writeHead(answer.statusCode ?? 502, { 'content-length': length });
        if (!isCut) outgoing.end(changed);
        else outgoing.write(body.subarray(0, changed.cutAfterBytes), () => outgoing.destroy());
      },
    );
    incoming.pipe(onwards);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
