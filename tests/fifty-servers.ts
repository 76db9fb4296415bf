import { heartbeat } from './factories.ts';

export const SERVERS = 50;
const QUARTERS_OF_A_DAY = 96;
const QUARTER_MS = 900_000;

/** A day of one server, every quarter of an hour another value, so that its sparkline compresses no better than a real one. */
function dayOf(serverId: string, now: number) {
  return Array.from({ length: QUARTERS_OF_A_DAY }, (_, i) => {
    const plain = heartbeat(serverId, now - (QUARTERS_OF_A_DAY - 1 - i) * QUARTER_MS);
    return { ...plain, metrics: { ...plain.metrics, cpu_percent: Math.round(Math.random() * 1000) / 10 } };
  });
}

/** Fifty servers with names, a tag and a day behind them, as agents and a person bring them. */
export async function addFiftyServers(
  post: (path: string, json: unknown) => Promise<unknown>,
  now: number,
): Promise<void> {
  for (let index = 0; index < SERVERS; index += 1) {
    const server_id = `server-${index}`;
    await post('/api/v1/servers', { server_id, display_name: `Server number ${index}`, tags: ['lab'] });
    await post('/api/v1/agents/heartbeats', { heartbeats: dayOf(server_id, now) });
  }
}
