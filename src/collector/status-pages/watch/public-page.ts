import type {
  PublicComponent,
  PublicIncident,
  PublicMaintenance,
  PublicPage,
} from '../../../words/status/public-page.ts';
import type { Template } from '../../../words/status/words.ts';
import { worstOf } from '../../../words/status/worst.ts';
import { daysOf, type Span, sinceOf, uptimeOf } from '../history/index.ts';
import type { Component } from '../schema.ts';
import type { Incident, MaintenanceRow, StatusPage } from '../types.ts';
import { componentsOf } from './components-of.ts';

/** What is known of a page, ready to be told. Times in ms. */
export interface Known {
  page: StatusPage;
  spans: ReadonlyMap<string, readonly Span[]>;
  /** Begins of its days, oldest first. */
  starts: readonly number[];
  incidents: readonly Incident[];
  maintenances: readonly MaintenanceRow[];
  pushKey: string | null;
}

function publicComponent(
  { key, name, icon, description }: Component,
  known: Known,
  now: number,
): PublicComponent {
  const spans = known.spans.get(key) ?? [];
  const days = daysOf(spans, known.page.definition.zone, known.starts, now);
  return {
    key,
    name,
    icon,
    description,
    state: spans.at(-1)?.state ?? 'unknown',
    since: sinceOf(spans),
    uptime: uptimeOf(spans),
    days,
  };
}

const concernsOf = ({ page }: Known, keys: readonly string[]): string[] =>
  componentsOf(page.definition).flatMap(({ key, name }) => (keys.includes(key) ? [name] : []));

function publicIncident(known: Known, incident: Incident): PublicIncident {
  const { key, title, components, impact, state, startedAt, resolvedAt, updates } = incident;
  return {
    key,
    title,
    concerns: concernsOf(known, components),
    impact,
    state,
    startedAt,
    resolvedAt,
    updates: updates.map(({ at, state, template, text, by }) => {
      return { at, state, template: template as Template | null, text, by };
    }),
  };
}

function publicMaintenance(known: Known, maintenance: MaintenanceRow, now: number): PublicMaintenance {
  const { key, title, text, components, createdAt: announcedAt, startsAt, endsAt } = maintenance;
  const concerns = concernsOf(known, components);
  return { key, title, text, concerns, announcedAt, startsAt, endsAt, isNow: startsAt <= now };
}

/** What a page tells the public. Only what its owner wrote goes into it, and the states of what that stands for. */
export function publicPageOf(known: Known, now: number): PublicPage {
  const { slug, definition } = known.page;
  const { title, intro, zone, language } = definition;
  const groups = definition.groups.map(({ name, components }) => ({
    name,
    components: components.map((component) => publicComponent(component, known, now)),
  }));
  const incidents = known.incidents.map((incident) => publicIncident(known, incident));
  return {
    slug: slug === '' ? null : slug,
    title,
    intro,
    zone,
    language,
    state: worstOf(groups.flatMap(({ components }) => components.map(({ state }) => state))),
    groups,
    incidents: incidents.filter(({ resolvedAt }) => resolvedAt === null),
    past: incidents.filter(({ resolvedAt }) => resolvedAt !== null),
    maintenances: known.maintenances
      .filter(({ endsAt }) => endsAt > now)
      .toSorted((a, b) => a.startsAt - b.startsAt)
      .map((maintenance) => publicMaintenance(known, maintenance, now)),
    pushKey: known.pushKey,
  };
}
