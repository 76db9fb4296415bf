import { statement } from '../db/open.ts';
import { transitions } from '../db/tables/fleet.ts';
import type { TestHub } from './factories.ts';
import { addFiftyServers } from './fifty-servers.ts';

const DAY_MS = 86_400_000;
const DAYS = 100;
const ROWS_PER_INSERT = 500;

/** What a family names; each stands for a server of its own. */
export const FAMILY_COMPONENTS = [
  ['Films & series', 'film'],
  ['Photos', 'photo'],
  ['Music', 'music'],
  ['Books', 'book'],
  ['Games', 'game'],
  ['Internet', 'internet'],
  ['Advertisement filter', 'shield'],
  ['E-mail', 'mail'],
  ['Calendar', 'calendar'],
  ['Files', 'folder'],
  ['Cameras', 'camera'],
  ['Lights', 'light'],
] as const;

const keyOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z]+/g, '-');

/** The page at `/status` with twelve components. */
export const familyDefinition = {
  slug: null,
  title: 'Our home',
  intro: 'Ask Anna when something is broken.',
  zone: 'Europe/London',
  language: 'en',
  groups: [
    {
      name: null,
      components: FAMILY_COMPONENTS.map(([name, icon], i) => ({
        key: keyOf(name),
        name,
        icon,
        description: null,
        impact: 'each',
        parts: [{ kind: 'server', server_id: `server-${i}` }],
      })),
    },
  ],
};

/** A hundred days of a server: away for some minutes or hours every eleven days or so, each at its own times. */
function outagesOf(i: number, now: number): { state: string; at: number }[] {
  const start = now - DAYS * DAY_MS;
  const outages = Array.from({ length: 9 }, (_, n) => {
    const at = start + (n + 1) * (DAY_MS * 10.7) + i * 7_919_000;
    const lasts = (3 + ((i * 13 + n * 29) % 170)) * 60_000;
    return [
      { state: 'offline', at: Math.round(at) },
      { state: 'online', at: Math.round(at + lasts) },
    ];
  });
  return [{ state: 'online', at: start }, ...outages.flat().filter(({ at }) => at < now - DAY_MS)];
}

/** Fifty servers with a past, and the page that shows twelve of them. */
export async function addFamilyPage(hub: TestHub): Promise<void> {
  const now = Date.now();
  await addFiftyServers((path, json) => hub.request(path, { json }), now);
  const { database } = hub.hub;
  await database.write([statement(database.writer.delete(transitions))]);
  const rows = FAMILY_COMPONENTS.flatMap((_, i) =>
    outagesOf(i, now).map(({ state, at }) => ({
      id: crypto.randomUUID(),
      clientId: hub.fleet.homeClientId,
      serverId: `server-${i}`,
      kind: 'server' as const,
      subject: '',
      state,
      at,
      reason: 'A past that was made up',
    })),
  );
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT) {
    const some = rows.slice(i, i + ROWS_PER_INSERT);
    await database.write([statement(database.writer.insert(transitions).values(some))]);
  }
  const listed = (await (await hub.request('/api/v1/status-pages')).json()) as {
    items: { page_id: string }[];
  };
  const path = `/api/v1/status-pages/${listed.items[0]?.page_id}`;
  const saved = await hub.request(path, { method: 'PUT', json: familyDefinition });
  if (saved.status !== 200) throw new Error(`The page was refused: ${saved.status} ${await saved.text()}`);
}
