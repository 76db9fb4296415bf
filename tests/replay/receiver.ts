import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a signed webhook says. */
export interface Message {
  id: string;
  event: string;
  severity: string;
  title: string;
  message: string;
  server: string | null;
  items: string[];
  lasted_seconds: number | null;
}

/** A receiver of signed webhooks on this machine, which takes everything. */
export async function startReceiver() {
  const messages: Message[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    messages.push((JSON.parse(body) as { data: Message }).data);
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** What has come since it was asked last. */
    take: (): Message[] => messages.splice(0),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
