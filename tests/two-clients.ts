import { statement } from '../db/open.ts';
import { clients } from '../db/tables/fleet.ts';
import { newId } from '../src/collector/id.ts';
import { type TestHub, temporaryFolder, testHub } from './factories.ts';

/** A hub with a second client, "Smith", and a key of it. */
export async function hubOfTwoClients() {
  const folder = temporaryFolder();
  const smith = newId(Date.now());
  const first = await testHub({ ...folder, remove: () => undefined });
  const row = { id: smith, name: 'Smith', isHome: false, createdAt: Date.now() };
  await first.hub.database.write([statement(first.hub.database.writer.insert(clients).values(row))]);
  await first.close();
  const hub: TestHub = await testHub(folder);
  const keyFor = async (client_id: string | null, scopes: string[]): Promise<string> => {
    const json = { name: 'test', client_id, scopes };
    return (await (await hub.request('/api/v1/keys', { json })).json()).key;
  };
  return { hub, smith, home: hub.fleet.homeClientId, keyFor };
}
