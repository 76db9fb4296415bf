import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../../db/open.ts';
import { clients } from '../../db/tables/fleet.ts';
import type { Role } from '../../src/collector/context.ts';
import { newId } from '../../src/collector/id.ts';
import { type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { addPerson, signedIn } from '../people.ts';
import { testBrowser } from '../push-receiver.ts';

type Ask = Awaited<ReturnType<typeof signedIn>>;
interface Listed {
  person_id: string;
  name: string;
  email: string;
  memberships: { client_id: string; client_name: string; role: Role }[];
  last_signed_in_at: string | null;
}
const SMITH = newId(Date.now());
const JONES = newId(Date.now());
let hub: TestHub;
let home: string;
/** Owns the hub. */
let ada: Ask;
/** Owns Smith, and nothing else. */
let smith: Ask;
/** Operates Home, looks at Smith and at Jones. */
let technician: Ask;

beforeAll(async () => {
  const folder = temporaryFolder();
  const first = await testHub({ ...folder, remove: () => undefined });
  const { database } = first.hub;
  for (const [id, name] of [
    [SMITH, 'Smith'],
    [JONES, 'Jones'],
  ] as const) {
    const row = { id, name, isHome: false, createdAt: Date.now() };
    await database.write([statement(database.writer.insert(clients).values(row))]);
  }
  await first.close();
  hub = await testHub(folder);
  home = hub.fleet.homeClientId;
  ada = await signedIn(hub, 'Ada', { [home]: 'owner' });
  smith = await signedIn(hub, 'Smith', { [SMITH]: 'owner' });
  technician = await signedIn(hub, 'Technician', {
    [home]: 'operator',
    [SMITH]: 'viewer',
    [JONES]: 'viewer',
  });
});
afterAll(() => hub.close());

const peopleFor = async (ask: Ask): Promise<Listed[]> => (await (await ask('/api/v1/people')).json()).items;
/** "Technician: Smith viewer" for each role that the asker sees. */
const rolesFor = async (ask: Ask) =>
  (await peopleFor(ask)).flatMap(({ name, memberships }) =>
    memberships.map((membership) => `${name}: ${membership.client_name} ${membership.role}`),
  );
const idOf = async (name: string) => {
  const found = (await peopleFor(ada)).find((person) => person.name === name);
  if (!found) throw new Error(`There is no ${name}`);
  return found.person_id;
};
const place = (personId: string, clientId: string) => `/api/v1/people/${personId}/memberships/${clientId}`;
const setRole = (ask: Ask, personId: string, clientId: string, role: unknown) =>
  ask(place(personId, clientId), { method: 'PUT', json: { role } });
const remove = (ask: Ask, personId: string, clientId: string) =>
  ask(place(personId, clientId), { method: 'DELETE' });
const rowsOf = async (table: string) =>
  (await hub.hub.database.read.$client.execute(`SELECT * FROM ${table}`)).rows;

describe('the list of people', () => {
  it('shows the owner of the hub everybody and every role', async () => {
    expect((await rolesFor(ada)).sort()).toEqual([
      'Ada: Home owner',
      'Smith: Smith owner',
      'Technician: Home operator',
      'Technician: Jones viewer',
      'Technician: Smith viewer',
    ]);
  });

  it('shows the owner of one client the people and roles of that client alone', async () => {
    expect((await rolesFor(smith)).sort()).toEqual(['Smith: Smith owner', 'Technician: Smith viewer']);
    const answered = await (await smith('/api/v1/people')).text();
    for (const foreign of ['Ada', home, JONES]) expect(answered).not.toContain(foreign);
  });

  it('is not for those who own nothing', async () => {
    expect((await technician('/api/v1/people')).status).toBe(403);
    expect((await hub.request('/api/v1/people', { key: null })).status).toBe(401);
  });

  it('tells when a session began, and holds no password', async () => {
    await addPerson(hub, 'Absent', { [home]: 'viewer' });
    const people = await peopleFor(ada);
    const seen = Object.fromEntries(people.map((person) => [person.name, person.last_signed_in_at]));
    expect(seen.Absent).toBeNull();
    expect(Date.parse(seen.Ada ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(JSON.stringify(people)).not.toContain('password');
  });

  it('comes in pages, none of them longer than allowed', async () => {
    const names: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 9; pages += 1) {
      const answered = await ada(`/api/v1/people?limit=1${cursor && `&cursor=${cursor}`}`);
      const page: { items: Listed[]; next_cursor: string | null } = await answered.json();
      expect(page.items).toHaveLength(1);
      names.push(...page.items.map(({ name }) => name));
      cursor = page.next_cursor;
    }
    expect(names).toEqual((await peopleFor(ada)).map(({ name }) => name));
    expect((await ada('/api/v1/people?limit=100000')).status).toBe(200);
  });
});

describe('a role', () => {
  it.each([
    { what: 'an owner of that client', by: () => smith, status: 200 },
    { what: 'an owner of the hub', by: () => ada, status: 200 },
    { what: 'somebody who owns nothing', by: () => technician, status: 403 },
  ])('is changed by $what: $status', async ({ by, status }) => {
    const before = await rolesFor(ada);
    const answered = await setRole(by(), await idOf('Technician'), SMITH, 'operator');
    expect(answered.status).toBe(status);
    if (status === 200) {
      expect((await answered.json()).name).toBe('Technician');
      expect(await rolesFor(ada)).toContain('Technician: Smith operator');
      await setRole(ada, await idOf('Technician'), SMITH, 'viewer');
    } else expect(await rolesFor(ada)).toEqual(before);
  });

  it.each([
    { what: 'in a client they do not own', person: 'Technician', client: () => home },
    { what: 'in a client that does not exist', person: 'Technician', client: () => newId(Date.now()) },
    { what: 'of a person they cannot see', person: 'Ada', client: () => SMITH },
    { what: 'of nobody', person: null, client: () => SMITH },
  ])('is not given or taken by the owner of one client $what: 404', async ({ person, client }) => {
    const before = await rolesFor(ada);
    const personId = person === null ? newId(Date.now()) : await idOf(person);
    expect((await setRole(smith, personId, client(), 'owner')).status).toBe(404);
    expect((await remove(smith, personId, client())).status).toBe(404);
    expect(await rolesFor(ada)).toEqual(before);
  });

  it.each([undefined, 'root', null, 7])('is one of three, so %s is refused', async (role) => {
    expect((await setRole(ada, await idOf('Technician'), SMITH, role)).status).toBe(422);
  });

  it('holds from the next request on, up and down', async () => {
    const grace = await signedIn(hub, 'Grace', { [home]: 'viewer' });
    const add = () => grace('/api/v1/servers', { json: { server_id: `g-${newId(Date.now())}` } });
    expect((await add()).status).toBe(403);
    await setRole(ada, await idOf('Grace'), home, 'operator');
    expect((await add()).status).toBe(201);
    await setRole(ada, await idOf('Grace'), home, 'viewer');
    expect((await add()).status).toBe(403);
  });

  it('is given in a further client too', async () => {
    expect((await setRole(ada, await idOf('Grace'), JONES, 'viewer')).status).toBe(200);
    expect(await rolesFor(ada)).toContain('Grace: Jones viewer');
    expect((await remove(ada, await idOf('Grace'), JONES)).status).toBe(204);
  });

  it('that stays as it is writes nothing', async () => {
    const before = (await rowsOf('audit_log')).length;
    expect((await setRole(ada, await idOf('Grace'), home, 'viewer')).status).toBe(200);
    expect((await rowsOf('audit_log')).length).toBe(before);
  });
});

describe('the last owner', () => {
  const refused = async (answered: Response) => {
    expect(answered.status).toBe(409);
    const { error } = await answered.json();
    expect(error.remediation).toEqual(['Make somebody else an owner first']);
    return error.message;
  };

  it('of the hub stays, whoever asks', async () => {
    const id = await idOf('Ada');
    for (const ask of [ada, hub.request]) {
      expect(await refused(await remove(ask, id, home))).toBe('This hub needs an owner');
      expect(await refused(await setRole(ask, id, home, 'viewer'))).toBe('This hub needs an owner');
    }
  });

  it('of a client does not go by themselves', async () => {
    const id = await idOf('Smith');
    expect(await refused(await remove(smith, id, SMITH))).toBe('You are the only owner here');
    expect(await refused(await setRole(smith, id, SMITH, 'operator'))).toBe('You are the only owner here');
    expect((await smith('/api/v1/people')).status).toBe(200);
  });

  it('of a client can be replaced by an owner of the hub', async () => {
    const id = await idOf('Smith');
    expect((await setRole(ada, id, SMITH, 'viewer')).status).toBe(200);
    expect((await smith('/api/v1/people')).status).toBe(403);
    expect((await setRole(ada, id, SMITH, 'owner')).status).toBe(200);
  });

  it('may go once there is another', async () => {
    await addPerson(hub, 'Second', { [home]: 'owner' });
    const second = await idOf('Second');
    expect((await setRole(ada, second, home, 'operator')).status).toBe(200);
    await refused(await setRole(ada, await idOf('Ada'), home, 'operator'));
    expect((await remove(ada, second, home)).status).toBe(204);
  });

  it('stays when two owners remove each other in the same moment', async () => {
    await addPerson(hub, 'Rival', { [home]: 'owner' });
    const [adaId, rival] = [await idOf('Ada'), await idOf('Rival')];
    const answers = await Promise.all([
      setRole(hub.request, adaId, home, 'operator'),
      setRole(hub.request, rival, home, 'operator'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const owners = (await rolesFor(hub.request)).filter((role) => role.endsWith('Home owner'));
    expect(owners).toHaveLength(1);
    await setRole(hub.request, adaId, home, 'owner');
    expect((await remove(hub.request, rival, home)).status).toBe(204);
  });
});

describe('a person who is removed', () => {
  it('from one of two clients keeps the account and the other', async () => {
    const id = await idOf('Technician');
    expect((await remove(smith, id, SMITH)).status).toBe(204);
    expect((await remove(smith, id, SMITH)).status).toBe(404);
    expect((await technician('/api/v1/servers')).status).toBe(200);
    expect(await rolesFor(ada)).toContain('Technician: Home operator');
  });

  it('from the last one is signed out, and nothing of them is left', async () => {
    const leaving = await signedIn(hub, 'Leaving', { [SMITH]: 'operator' });
    const { keys } = testBrowser();
    const json = { name: 'Phone', endpoint: 'https://push.example.com/leaving', keys };
    expect((await leaving('/api/v1/devices', { json })).status).toBe(201);
    const id = await idOf('Leaving');
    expect((await remove(smith, id, SMITH)).status).toBe(204);
    expect((await leaving('/api/v1/servers')).status).toBe(401);
    for (const table of ['people', 'sessions', 'accounts', 'devices', 'memberships']) {
      expect(JSON.stringify(await rowsOf(table)), table).not.toContain(id);
    }
  });

  it('by themselves, while another owner stays', async () => {
    await signedIn(hub, 'Partner', { [SMITH]: 'owner' }).then(async (partner) => {
      const id = await idOf('Partner');
      expect((await remove(partner, id, SMITH)).status).toBe(204);
      expect((await partner('/api/v1/people')).status).toBe(401);
    });
  });

  it('takes the links along that they made as an owner', async () => {
    const partner = await signedIn(hub, 'Bitter', { [SMITH]: 'owner' });
    const json = { name: 'Myself again', client_id: SMITH, role: 'owner' };
    expect((await partner('/api/v1/invitations', { json })).status).toBe(201);
    await remove(smith, await idOf('Bitter'), SMITH);
    const { items } = await (await smith('/api/v1/invitations')).json();
    expect(items).toEqual([]);
  });
});

describe('the audit log', () => {
  it('tells who changed whom, from what to what', async () => {
    const rows = await rowsOf('audit_log');
    const told = rows.map((row) => `${row.actor_name}: ${row.action} ${row.details}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'Ada: person.role {"name":"Grace","from":"viewer","to":"operator"}',
        'Ada: person.role {"name":"Grace","from":null,"to":"viewer"}',
        'Smith: person.remove {"name":"Leaving","role":"operator"}',
        'Bitter: person.invite {"name":"Myself again","role":"owner"}',
      ]),
    );
    expect(JSON.stringify(rows)).not.toMatch(/pli_|correct horse|@example.org/);
  });
});
