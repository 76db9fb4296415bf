import { type TestHub, testHub } from '../factories.ts';
import { addFiftyServers } from '../fifty-servers.ts';
import { type Running, startHub } from '../hub-process.ts';
import { addPerson, cookieOf, OWN_PAGE } from '../people.ts';

export const KEY = 'pl_bench-key-0123456789abcdefghij';

export interface OwnedHub extends Running {
  url: string;
  /** What the owner's browser sends. */
  cookie: string;
}

/** Work on the hub before it is measured, through its HTTP application. */
export type Prepare = (hub: TestHub) => Promise<void>;

export const withFiftyServers: Prepare = (hub) =>
  addFiftyServers((path, json) => hub.request(path, { json }), Date.now());

/** A database that something was done to before a hub is started on it; answers what its owner signs in with. */
export async function prepareHub(folder: string, prepare: Prepare) {
  const hub = await testHub({ path: folder, remove: () => undefined });
  const credentials = await addPerson(hub, 'Ada', { [hub.fleet.homeClientId]: 'owner' });
  await prepare(hub);
  await hub.close();
  return credentials;
}

/** A built hub whose owner has signed in. */
export async function startOwnedHub(folder: string, prepare: Prepare = async () => {}): Promise<OwnedHub> {
  const credentials = await prepareHub(folder, prepare);
  const hub = await startHub(folder, KEY);
  const url = `http://localhost:${hub.port}`;
  const answered = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Sec-Fetch-Site': OWN_PAGE['Sec-Fetch-Site'],
      Origin: url,
    },
    body: JSON.stringify(credentials),
  });
  if (!answered.ok) throw new Error(`The owner could not sign in: ${answered.status}`);
  return { ...hub, url, cookie: cookieOf(answered) };
}
