import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Running as Service } from '../contracts/double.ts';
import type { Reply } from '../contracts/http-double.ts';
import { webhook } from '../contracts/services/webhook.ts';
import { temporaryFolder } from '../factories.ts';
import { type Running, startHub } from '../hub-process.ts';

const KEY = 'pl_delivery-test-key-0123456789abcdef';
const folder = temporaryFolder();
let service: Service<Reply>;
let hub: Running;
beforeAll(async () => {
  service = await webhook.start();
  hub = await startHub(folder.path, KEY);
  await ask('/api/v1/channels', { type: 'webhook', name: 'Ana', config: service.config });
});
afterAll(async () => {
  await hub.stop();
  await service.stop();
  folder.remove();
});

async function ask(path: string, body?: object): Promise<unknown> {
  const answered = await fetch(`http://127.0.0.1:${hub.port}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'X-API-Key': KEY, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answered.ok).toBe(true);
  return answered.json();
}

/** The system says again each time what is wrong with it. */
const push = (...messages: string[]) =>
  ask('/webhook/metrics', {
    system: { id: 'nas' },
    alerts: messages.map((message) => ({ severity: 'critical', message })),
  });
const states = async () => {
  const { items } = (await ask('/api/v1/deliveries')) as { items: { state: string }[] };
  return items.map(({ state }) => state);
};
const told = (message: string) => service.shown().filter((text) => text.includes(message)).length;

it('a hub that is killed between commit and send tells it after its next start, and once for good', async () => {
  // Answered means committed; messages go out two seconds later.
  await push('Fan failed');
  await hub.stop('SIGKILL');
  expect(service.shown()).toEqual([]);
  hub = await startHub(folder.path, KEY);
  await expect.poll(states, { timeout: 20_000 }).toEqual(['delivered']);
  expect(told('Fan failed')).toBe(1);
  await hub.stop('SIGKILL');
  hub = await startHub(folder.path, KEY);
  await push('Fan failed', 'Power supply failed');
  await expect.poll(states, { timeout: 20_000 }).toEqual(['delivered', 'delivered']);
  expect([told('Fan failed'), told('Power supply failed')]).toEqual([1, 1]);
});
