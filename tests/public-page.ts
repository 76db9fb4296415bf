import type {
  PublicComponent,
  PublicDay,
  PublicIncident,
  PublicMaintenance,
  PublicPage,
  PublicState,
} from '../src/words/status/public-page.ts';

/** Wednesday 25 November 2026, 15:07 in Berlin. */
export const NOW = Date.parse('2026-11-25T14:07:00Z');
export const ZONE = 'Europe/Berlin';

export function dayWith(over: Partial<PublicDay> = {}): PublicDay {
  const none = { downMs: 0, impairedMs: 0, maintenanceMs: 0, unknownMs: 0 };
  return { date: '2026-11-25', state: 'working', ...none, ...over };
}

export function componentWith(
  name: string,
  state: PublicState = 'working',
  over: Partial<PublicComponent> = {},
): PublicComponent {
  const key = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const days = [dayWith()];
  return { key, name, icon: 'film', description: null, state, since: null, uptime: 1, days, ...over };
}

export function incidentWith(over: Partial<PublicIncident> = {}): PublicIncident {
  return {
    key: 'k3m9x2p7qa',
    title: null,
    concerns: ['Films & series'],
    impact: 'down',
    state: 'investigating',
    startedAt: NOW - 600_000,
    resolvedAt: null,
    updates: [{ at: NOW - 600_000, state: 'investigating', template: 'noticed', text: null, by: 'Anna' }],
    ...over,
  };
}

export function maintenanceWith(over: Partial<PublicMaintenance> = {}): PublicMaintenance {
  return {
    key: 'w8d4f6h1zb',
    title: 'A larger disk',
    text: null,
    concerns: ['Photos'],
    announcedAt: NOW - 86_400_000,
    startsAt: NOW - 3_600_000,
    endsAt: NOW + 3_600_000,
    isNow: true,
    ...over,
  };
}

/** A page of one group that has these components. */
export function pageWith(components: PublicComponent[], over: Partial<PublicPage> = {}): PublicPage {
  return {
    slug: null,
    title: 'Home',
    intro: null,
    zone: ZONE,
    language: 'en',
    state: 'working',
    groups: components.length > 0 ? [{ name: null, components }] : [],
    incidents: [],
    past: [],
    maintenances: [],
    pushKey: null,
    ...over,
  };
}
