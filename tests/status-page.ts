import type { TestHub } from './factories.ts';

/** A page that shows one service of a server. */
export const pageOf = (slug: string | null, server_id: string, title = 'Our home') => ({
  slug,
  title,
  intro: null,
  zone: 'Europe/London',
  language: 'en',
  groups: [
    {
      name: null,
      components: [
        {
          key: 'films',
          name: 'Films & series',
          icon: 'film',
          description: null,
          impact: 'each',
          parts: [{ kind: 'service', server_id, subject: 'jellyfin' }],
        },
        {
          key: 'files',
          name: 'Files',
          icon: 'folder',
          description: 'Everything in the loft',
          impact: 'part',
          parts: [{ kind: 'server', server_id }],
        },
      ],
    },
  ],
});

/** An incident that says something in words of every language; `changes` replace whole fields. */
export const incidentOf = (changes: object = {}) => ({
  title: null,
  components: ['films'],
  impact: 'down',
  state: 'investigating',
  template: 'noticed',
  text: null,
  by: 'Anna',
  alert_id: null,
  started_at: null,
  ...changes,
});

/** An update that says so in words of every language. */
export const updateOf = (state: string, template = 'looking') => ({ state, template, text: null, by: null });

const HOUR_MS = 3_600_000;

/** Work that begins in an hour and lasts one; `changes` replace whole fields. */
export const workOf = (changes: object = {}, now = Date.now()) => ({
  title: 'A larger disk',
  text: null,
  components: ['films'],
  starts_at: new Date(now + HOUR_MS).toISOString(),
  ends_at: new Date(now + 2 * HOUR_MS).toISOString(),
  ...changes,
});

/** Every row that is written of public pages. */
export async function storedOf(hub: TestHub) {
  const { $client } = hub.hub.database.read;
  const tables = [
    'status_pages',
    'incidents',
    'incident_updates',
    'maintenances',
    'subscribers',
    'deliveries',
    'audit_log',
  ];
  return Promise.all(tables.map(async (table) => (await $client.execute(`SELECT * FROM ${table}`)).rows));
}
