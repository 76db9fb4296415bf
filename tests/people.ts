import { hashPassword } from 'better-auth/crypto';
import { authStore } from '../src/collector/auth/store.ts';
import type { Role } from '../src/collector/context.ts';
import { newId } from '../src/collector/id.ts';
import type { TestHub, TestRequest } from './factories.ts';

const PASSWORD = 'correct horse battery';

/** What a browser sends of its own with a request of our own page. */
export const OWN_PAGE = { Origin: 'http://hub.test', Host: 'hub.test', 'Sec-Fetch-Site': 'same-origin' };

/** The cookies that an answer sets, as the next request brings them. */
export function cookieOf(answered: Response): string {
  return answered.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** A person with a role in each of these clients; answers what they sign in with. */
export async function addPerson(hub: TestHub, name: string, roles: Record<string, Role>) {
  const { database } = hub.hub;
  const store = authStore(database);
  const person = { id: newId(Date.now()), name, email: `${name.toLowerCase()}@example.org` };
  await database.write([
    ...store.insertPerson(person, await hashPassword(PASSWORD), Date.now()),
    ...Object.entries(roles).map(([clientId, role]) => store.insertMembership(person.id, clientId, role)),
  ]);
  return { email: person.email, password: PASSWORD };
}

/**
 * A new person, signed in through the front door; answers how they ask. Each signs in from an address of their own,
 * because the hub takes three in ten seconds from one.
 */
export async function signedIn(hub: TestHub, name: string, roles: Record<string, Role>) {
  const json = await addPerson(hub, name, roles);
  const peer = `2001:db8:${newId(Date.now()).slice(-4)}::7`;
  const answered = await hub.request('/api/auth/sign-in/email', { key: null, json, headers: OWN_PAGE, peer });
  if (answered.status !== 200) throw new Error(`${name} could not sign in: ${await answered.text()}`);
  const headers = { ...OWN_PAGE, Cookie: cookieOf(answered) };
  return (path: string, request: TestRequest = {}) =>
    hub.request(path, { ...request, key: null, headers: { ...headers, ...request.headers } });
}
