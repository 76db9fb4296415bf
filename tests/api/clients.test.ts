import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestHub, testHub } from '../factories.ts';
import { signedIn } from '../people.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
  await hub.request('/api/v1/clients', { json: { name: 'Acme Corp' } });
  await hub.request('/api/v1/clients', { json: { name: 'Birch Dental' } });
  await hub.request('/api/v1/servers', { json: { server_id: 'nas' } });
});
afterAll(() => hub.close());

interface Client {
  client_id: string;
  name: string;
}
const listed = async (answered: Response): Promise<Client[]> => (await answered.json()).items;
const idOf = async (name: string) =>
  (await listed(await hub.request('/api/v1/clients'))).find((client) => client.name === name)?.client_id ??
  '';

describe('clients', () => {
  it("are listed with how many servers they have, the hub's own first", async () => {
    const items = await listed(await hub.request('/api/v1/clients'));
    expect(items).toMatchObject([
      { name: 'Home', is_home: true, servers: 1 },
      { name: 'Acme Corp', is_home: false, servers: 0 },
      { name: 'Birch Dental', is_home: false, servers: 0 },
    ]);
  });

  it('can be used at once: a server, a key', async () => {
    const client_id = await idOf('Acme Corp');
    const server = await hub.request('/api/v1/servers', { json: { server_id: 'acme', client_id } });
    expect(await server.json()).toMatchObject({ client_name: 'Acme Corp' });
    const key = await hub.request('/api/v1/keys', { json: { name: 'k', scopes: ['read'], client_id } });
    expect(key.status).toBe(201);
  });

  it.each([
    { what: 'a new name', name: '  Cedar Homes ', status: 201 },
    { what: 'a name that is there', name: 'Acme Corp', status: 409 },
    { what: 'the same name in other letters', name: 'ACME corp', status: 409 },
    { what: 'the same name, composed otherwise', name: 'Cafe\u0301', status: 201 },
    { what: 'that name once more', name: 'Caf\u00e9', status: 409 },
    { what: 'an empty name', name: '  ', status: 422 },
    { what: 'a name without end', name: 'x'.repeat(101), status: 422 },
  ])('$what: $status', async ({ name, status }) => {
    expect((await hub.request('/api/v1/clients', { json: { name } })).status).toBe(status);
  });

  it('of one name added at once are one', async () => {
    const names = ['Race', 'Race', 'RACE', 'race'];
    const answers = await Promise.all(
      names.map((name) => hub.request('/api/v1/clients', { json: { name } })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
  });

  it('are seen by those who have a role there, and added by those who run the hub', async () => {
    const owner = await signedIn(hub, 'Olga', { [await idOf('Acme Corp')]: 'owner' });
    expect((await listed(await owner('/api/v1/clients'))).map(({ name }) => name)).toEqual(['Acme Corp']);
    expect((await owner('/api/v1/clients', { json: { name: 'Mine' } })).status).toBe(403);
  });

  it('leave a trace of who added them', async () => {
    const { items } = await (await hub.request('/api/v1/audit?action=client.create')).json();
    expect(items.map(({ details }: { details: { name: string } }) => details.name)).toContain('Acme Corp');
  });
});
