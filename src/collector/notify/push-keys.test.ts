import { expect, it } from 'vitest';
import { migrateDatabase } from '../../../db/migrate.ts';
import { openDatabase } from '../../../db/open.ts';
import { inFolder } from '../../../tests/in-folder.ts';
import type { SecretBox } from '../auth/index.ts';
import { ensurePushKeys, readPushKeys, subjectOf } from './push-keys.ts';
import { notifyStore } from './store.ts';

it.each([
  ['https://hub.example.org', 'https://hub.example.org'],
  ['http://nas.local:8080', 'mailto:porchlight@example.org'],
  [undefined, 'mailto:porchlight@example.org'],
])('a hub at %s signs as %s', (url, subject) => {
  expect(subjectOf(url)).toBe(subject);
});

/** Turns texts round; enough to see that what is stored is not what is used. */
const turned = (text: string) => [...text].reverse().join('');
const box: SecretBox = { seal: turned, open: turned };

it('two who need the first key pair at the same moment get the same one', async () => {
  await inFolder(async (folder) => {
    const database = await openDatabase(`file:${folder}/porchlight.db`);
    await migrateDatabase(database);
    const store = notifyStore(database);
    /** Sees no pair at first, as the slower of the two did. */
    const blind = { ...store, keyPair: blindOnce(store.keyPair) };
    await ensurePushKeys({ database, store, box }, 1);
    const first = await readPushKeys({ store, box });
    await ensurePushKeys({ database, store: blind, box }, 2);
    expect(await readPushKeys({ store, box })).toEqual(first);
    expect((await store.keyPair())?.privateKey).toBe(turned(first.privateKey));
    await database.close();
  });
});

function blindOnce<T>(see: () => Promise<T | null>): () => Promise<T | null> {
  let looks = 0;
  return async () => {
    looks += 1;
    return looks === 1 ? null : see();
  };
}
