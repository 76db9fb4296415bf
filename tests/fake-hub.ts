import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Heartbeat } from '../agent/protocol.ts';

export interface FakeHub {
  url: string;
  port: number;
  /** What agents posted; questions for the time are not in it. */
  requests: { path: string; key: string | undefined; body: unknown }[];
  /** Resolves once so many requests have come. */
  received: (count: number) => Promise<void>;
  close: () => void;
}

export interface FakeHubOptions {
  /** Null: it never answers that. */
  answer?: (path: string, heartbeats: Heartbeat[]) => { status: number; body: object } | null;
  port?: number;
  /** How far its clock is from this machine's. */
  offMs?: number;
  /** False: it tells its time only in answers to what it is sent. */
  tellsTime?: boolean;
}

/** The heartbeats in the body of one of the two doors. */
export function heartbeatsIn(body: unknown): Heartbeat[] {
  const { heartbeats = [body as Heartbeat] } = body as { heartbeats?: Heartbeat[] };
  return heartbeats;
}

const REPLY = { received: true, pending_commands: [], interval_seconds: 1, expected_services: [] };
export const taken = () => ({ status: 200, body: REPLY });
export const refused = (status: number, message: string) => ({ status, body: { error: { message } } });

/** Its time in each answer, where the hub has it. */
function withTime(body: object, serverTime: string): object {
  if ('error' in body) return { error: { ...(body.error as object), timestamp: serverTime } };
  return { ...body, server_time: serverTime };
}

/** A hub that answers agents as a test wants it. */
export async function startFakeHub(options: FakeHubOptions = {}): Promise<FakeHub> {
  const { answer = taken, port = 0, offMs = 0, tellsTime = true } = options;
  const requests: FakeHub['requests'] = [];
  const server = http.createServer(async (request, response) => {
    const time = new Date(Date.now() + offMs).toISOString();
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    let text = '';
    for await (const chunk of request) text += chunk;
    if (request.method === 'GET') {
      send(tellsTime ? 200 : 404, tellsTime ? { timestamp: time } : {});
      return;
    }
    const path = request.url ?? '';
    const key = request.headers['x-api-key'];
    const body: unknown = JSON.parse(text);
    requests.push({ path, key: typeof key === 'string' ? key : undefined, body });
    const answered = answer(path, heartbeatsIn(body));
    if (answered) send(answered.status, withTime(answered.body, time));
    server.emit('handled');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    port: own,
    requests,
    received: async (count) => {
      while (requests.length < count) await once(server, 'handled');
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
