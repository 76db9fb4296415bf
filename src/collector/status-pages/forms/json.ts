import { percentFigure, sentenceOf, wordsOf } from '../../../words/status/index.ts';
import type {
  PublicComponent,
  PublicDay,
  PublicIncident,
  PublicMaintenance,
  PublicPage,
} from '../../../words/status/public-page.ts';
import { LANGUAGES } from '../../../words/status/words.ts';
import type { Published } from '../types.ts';

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
const seconds = (ms: number): number => Math.round(ms / 1000);

const dayOf = ({ date, state, downMs, impairedMs, maintenanceMs, unknownMs }: PublicDay) => ({
  date,
  state,
  down_seconds: seconds(downMs),
  impaired_seconds: seconds(impairedMs),
  maintenance_seconds: seconds(maintenanceMs),
  unknown_seconds: seconds(unknownMs),
});

const componentOf = ({ key, name, description, state, since, uptime, days }: PublicComponent) => ({
  key,
  name,
  description,
  state,
  since: isoOrNull(since),
  uptime_percent: uptime === null ? null : percentFigure(uptime),
  days: days.map(dayOf),
});

const incidentOf = (incident: PublicIncident) => ({
  key: incident.key,
  title: incident.title,
  concerns: incident.concerns,
  impact: incident.impact,
  state: incident.state,
  started_at: iso(incident.startedAt),
  resolved_at: isoOrNull(incident.resolvedAt),
  updates: incident.updates.map(({ at, state, template, text, by }) => ({
    at: iso(at),
    state,
    template,
    text,
    by,
  })),
});

const maintenanceOf = ({ key, title, text, concerns, startsAt, endsAt, isNow }: PublicMaintenance) => ({
  key,
  title,
  text,
  concerns,
  starts_at: iso(startsAt),
  ends_at: iso(endsAt),
  is_now: isNow,
});

const sentencesOf = (page: PublicPage, now: number): Record<string, string> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, sentenceOf(page, wordsOf(language), now)]));

/** What `/status.json` answers: all that the page tells, and its sentence in each language. */
export function statusJson({ page, checkedAt }: Published) {
  return {
    title: page.title,
    intro: page.intro,
    zone: page.zone,
    state: page.state,
    sentences: sentencesOf(page, checkedAt),
    checked_at: iso(checkedAt),
    groups: page.groups.map(({ name, components }) => ({ name, components: components.map(componentOf) })),
    incidents: page.incidents.map(incidentOf),
    past_incidents: page.past.map(incidentOf),
    maintenances: page.maintenances.map(maintenanceOf),
  };
}

export type StatusJson = ReturnType<typeof statusJson>;
