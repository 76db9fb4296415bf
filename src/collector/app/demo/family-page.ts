import type { Ctx } from '../../context.ts';
import type { Fleet } from '../../fleet/index.ts';
import type { OpenIncident, PageDefinition, StatusPages } from '../../status-pages/index.ts';
import { demoContext } from './reporter.ts';

type Component = PageDefinition['groups'][number]['components'][number];
type Part = Component['parts'][number];

const server = (server_id: string): Part => ({ kind: 'server', server_id });
const service = (server_id: string, subject: string): Part => ({ kind: 'service', server_id, subject });
const container = (server_id: string, subject: string): Part => ({ kind: 'container', server_id, subject });

function component(
  key: string,
  name: string,
  icon: Component['icon'],
  parts: Part[],
  more: Partial<Component> = {},
): Component {
  return { key, name, icon, description: null, impact: 'each', parts, ...more };
}

const GROUPS: PageDefinition['groups'] = [
  {
    name: 'For everybody',
    components: [
      component('films', 'Films & series', 'film', [service('omv-mediaserver', 'plex')]),
      component('photos', 'Photos & files', 'photo', [
        container('omv-cloudserver1', 'nextcloud'),
        container('omv-cloudserver1', 'nextcloud-db'),
      ]),
      component('documents', 'Scanned papers', 'folder', [container('omv-homeserver', 'paperless')]),
      component('passwords', 'Passwords', 'lock', [container('omv-homeserver', 'vaultwarden')]),
      component(
        'filter',
        'Advertisement filter',
        'shield',
        [service('pihole-master', 'pihole-FTL'), service('pihole-backup', 'pihole-FTL')],
        { impact: 'one', description: 'Keeps advertisements away from every screen in the house.' },
      ),
    ],
  },
  {
    name: 'The house',
    components: [
      component(
        'home',
        'Lights & heating',
        'light',
        [container('omv-homeautoserver', 'homeassistant'), container('omv-homeautoserver', 'zigbee2mqtt')],
        { impact: 'part' },
      ),
      component('backups', 'Backups', 'cloud', [server('omv-backupserver')], {
        description: 'A second copy of everything, made every night.',
      }),
    ],
  },
];

const INCIDENT: OpenIncident = {
  title: null,
  components: ['backups'],
  impact: 'down',
  state: 'identified',
  template: 'hardware',
  text: 'The new power supply comes on Friday. Nothing is lost: the files themselves are all there.',
  by: 'Robin',
  alert_id: null,
  started_at: null,
};

/** Whoever made the demo may describe its page. */
function ownerContext(fleet: Fleet): Ctx {
  const scopes = new Set(['read', 'operate', 'admin'] as const);
  return { ...demoContext(fleet), grants: new Map([[fleet.homeClientId, scopes]]) };
}

/** Fills the page at `/status` as a household would, where nobody has said what it shows. */
export async function showFamilyPage(
  { fleet, statusPages }: { fleet: Fleet; statusPages: StatusPages },
  now: number,
): Promise<void> {
  const page = statusPages.bySlug('');
  if (!page || page.definition.groups.length > 0) return;
  const ctx = ownerContext(fleet);
  const definition: PageDefinition = {
    ...page.definition,
    slug: null,
    title: 'Our home',
    intro: 'Something is missing here? Ask Robin.',
    groups: GROUPS,
  };
  await statusPages.pages.change(ctx, page.id, definition, now);
  await statusPages.incidents.open(ctx, page.id, INCIDENT, now);
}
