import { datedSpanIn, incidentTitleOf, updateText } from '../../../words/status/index.ts';
import type {
  PublicIncident,
  PublicMaintenance,
  PublicPage,
  PublicUpdate,
} from '../../../words/status/public-page.ts';
import type { StatusWords } from '../../../words/status/words.ts';
import type { Published } from '../types.ts';
import { tagUri } from './tag-uri.ts';

/** Updates that a feed holds; older ones drop out of it. */
const MOST_UPDATES = 50;

/** One thing that a feed tells. Times in ms. */
export interface Entry {
  id: string;
  title: string;
  text: string;
  by: string | null;
  /** Part of the page that it is about, without "#". */
  anchor: string;
  /** When it was told. */
  at: number;
}

const lines = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join('\n');

/** All of them by name: a feed has room. */
const concernsIn = (words: StatusWords, concerns: readonly string[]): string | null =>
  concerns.length > 0 ? words.concerns(concerns.join(', ')) : null;

function entryOfUpdate(incident: PublicIncident, update: PublicUpdate, words: StatusWords): Entry {
  return {
    id: tagUri(['incident', incident.key, update.at]),
    title: `${incidentTitleOf(incident, words)} · ${words.incidentStates[update.state]}`,
    text: lines(updateText(update, words), concernsIn(words, incident.concerns)),
    by: update.by,
    anchor: incident.key,
    at: update.at,
  };
}

function entryOfMaintenance(planned: PublicMaintenance, page: PublicPage, words: StatusWords): Entry {
  const { key, title, text, concerns, announcedAt, startsAt, endsAt } = planned;
  return {
    id: tagUri(['maintenance', key]),
    title: `${words.states.maintenance} · ${title}`,
    text: lines(`${datedSpanIn(words, page.zone, startsAt, endsAt)}.`, text, concernsIn(words, concerns)),
    by: null,
    anchor: key,
    at: announcedAt,
  };
}

const newestFirst = (a: Entry, b: Entry): number => b.at - a.at;

/** What the feeds of a page tell in a language, newest first. */
export function entriesOf({ page }: Published, words: StatusWords): Entry[] {
  const newest = [...page.incidents, ...page.past]
    .flatMap((incident) => incident.updates.map((update) => entryOfUpdate(incident, update, words)))
    .toSorted(newestFirst)
    .slice(0, MOST_UPDATES);
  const planned = page.maintenances.map((one) => entryOfMaintenance(one, page, words));
  return [...planned, ...newest].toSorted(newestFirst);
}
