import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentCommands } from '../../src/collector/api/agent-commands.ts';
import { heartbeat, type TestHub, testHub } from '../factories.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
  await hub.request('/api/v1/servers', { json: { server_id: 'attic' } });
});
afterAll(() => hub.close());

const newToken = async () => {
  const answered = await hub.request('/api/v1/servers/attic/enrolment', { method: 'POST' });
  return (await answered.json()) as AgentCommands & { token: string; expires_at: string };
};
const enrol = (token: string) =>
  hub.request('/api/v1/agents/enrol', { key: null, json: { token, hostname: 'attic' } });

describe('an enrolment token', () => {
  it('comes with commands to copy, in which the token stands in no address', async () => {
    const { token, expires_at, command, verified_command, compose, manual } = await newToken();
    const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
    const { installScript, program } = hub.agentRelease;
    expect(command).toBe(`curl -fsSL http://hub.test/agent/install.sh | sudo sh -s -- --token ${token}`);
    expect(verified_command).toContain(
      `&& echo "${sha256(installScript('http://hub.test'))}  install.sh" | sha256sum -c && sudo sh install.sh --token ${token}`,
    );
    expect(manual).toContain(`echo "${sha256(program)}  porchlight-agent.mjs" | sha256sum -c &&`);
    expect(compose).toContain(sha256(program));
    for (const text of [command, verified_command, compose, manual]) {
      expect(text).toContain(token);
      expect(text.match(/https?:\S*/g)?.some((url) => url.includes(token))).toBe(false);
    }
    expect(Date.parse(expires_at) - Date.now()).toBeLessThanOrEqual(60 * 60 * 1000);
  });

  it('becomes a key that reports for its server and nothing else', async () => {
    const enrolled = await (await enrol((await newToken()).token)).json();
    expect(enrolled).toMatchObject({
      server_id: 'attic',
      interval_seconds: 60,
      hub_public_key: expect.stringMatching(/^[\w-]{43}$/),
    });
    const as = (path: string, json?: unknown) =>
      hub.request(path, { key: enrolled.api_key, ...(json !== undefined && { json }) });
    expect((await as('/api/v1/agents/heartbeat', heartbeat('attic'))).status).toBe(200);
    expect((await as('/api/v1/agents/heartbeat', heartbeat('cellar'))).status).toBe(403);
    expect((await as('/api/v1/servers')).status).toBe(403);
  });

  it('works once, even when two agents are as fast', async () => {
    const { token } = await newToken();
    const answers = await Promise.all([enrol(token), enrol(token)]);
    expect(answers.map((answered) => answered.status).sort()).toEqual([200, 401]);
    expect((await enrol(token)).status).toBe(401);
  });

  it.each(['', 'ple_unknown', 'x'.repeat(201)])('is refused when it is "%s"', async (token) => {
    expect([401, 422]).toContain((await enrol(token)).status);
  });

  it('is cleared away once it has expired, and one that has not still works', async () => {
    const { token } = await newToken();
    const waiting = async () => {
      const { rows } = await hub.hub.database.read.$client.execute('SELECT hash FROM enrolment_tokens');
      return rows.length;
    };
    await hub.auth.prune(Date.now());
    expect((await enrol(token)).status).toBe(200);
    await hub.auth.prune(Date.now() + 2 * 60 * 60 * 1000);
    expect(await waiting()).toBe(0);
  });

  it('dies with its server', async () => {
    await hub.request('/api/v1/servers', { json: { server_id: 'shed' } });
    const answered = await hub.request('/api/v1/servers/shed/enrolment', { method: 'POST' });
    const { token } = await answered.json();
    await hub.request('/api/v1/servers/shed', { method: 'DELETE' });
    expect((await enrol(token)).status).toBe(401);
  });
});

describe('keys', () => {
  it('are shown once, stored as a hash, and end when revoked', async () => {
    const json = { name: 'Grafana', scopes: ['read'] };
    const made = await (await hub.request('/api/v1/keys', { json })).json();
    expect((await hub.request('/api/v1/servers', { key: made.key })).status).toBe(200);
    const listed = await (await hub.request('/api/v1/keys')).text();
    expect(listed).toContain(made.prefix);
    expect(listed).not.toContain(made.key);
    expect((await hub.request(`/api/v1/keys/${made.key_id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await hub.request('/api/v1/servers', { key: made.key })).status).toBe(401);
  });

  it('tell when they were last used, once that is written down', async () => {
    const json = { name: 'n8n', scopes: ['read'] };
    const made = await (await hub.request('/api/v1/keys', { json })).json();
    await hub.request('/api/v1/servers', { key: made.key });
    await hub.auth.flushLastUse();
    const { items } = await (await hub.request('/api/v1/keys')).json();
    const row = items.find((key: { key_id: string }) => key.key_id === made.key_id);
    expect(Date.parse(row.last_used_at)).toBeGreaterThan(Date.now() - 60_000);
  });

  it.each([
    { what: 'no scope', json: { name: 'x', scopes: [] }, status: 422 },
    { what: 'a scope that does not exist', json: { name: 'x', scopes: ['root'] }, status: 422 },
    {
      what: 'a server without its client',
      json: { name: 'x', scopes: ['read'], server_id: 'attic' },
      status: 422,
    },
    {
      what: "a client that isn't there",
      json: { name: 'x', scopes: ['read'], client_id: '01890000-0000-7000-8000-000000000000' },
      status: 404,
    },
  ])('cannot be made with $what', async ({ json, status }) => {
    expect((await hub.request('/api/v1/keys', { json })).status).toBe(status);
  });

  it('never reach the log', () => {
    expect(hub.logged.join()).not.toMatch(/pl_|ple_|pls_/);
  });
});
