import { namesIn } from './names.ts';
import type { PublicComponent, PublicIncident, PublicPage, PublicState } from './public-page.ts';
import { momentIn } from './times.ts';
import type { StatusWords } from './words.ts';
import { worstOf } from './worst.ts';

type Told = Pick<PublicComponent, 'name' | 'state' | 'since'>;

/** Somebody is at it, and it is not over: what it concerns is being fixed. */
const isBeingFixed = ({ impact, state }: PublicIncident): boolean =>
  impact !== 'none' && (state === 'investigating' || state === 'identified');

/** Since when the first of them is so; null when that is not known of one of them, which then was before. */
function earliest(components: readonly Told[]): number | null {
  const known = components.map(({ since }) => since).filter((since) => since !== null);
  return known.length === components.length ? Math.min(...known) : null;
}

/** When the first planned work on one of them ends; null: there is none now. */
function firstEnd({ maintenances }: PublicPage, components: readonly Told[]): number | null {
  const ends = maintenances
    .filter(({ isNow, concerns }) => isNow && components.some(({ name }) => concerns.includes(name)))
    .map(({ endsAt }) => endsAt);
  return ends.length > 0 ? Math.min(...ends) : null;
}

/**
 * The one sentence at the top, without a full stop: the worst there is, by name. "Everything works", "We are fixing
 * Films & series", "We don’t know about Photos since 14:05".
 * @param now in ms; times of its day are told by the clock alone
 */
export function sentenceOf(page: PublicPage, words: StatusWords, now: number): string {
  const { sentences } = words;
  const all = page.groups.flatMap(({ components }) => components);
  if (all.length === 0) return sentences.nothingShown;
  const worst = worstOf(all.map(({ state }) => state));
  const these = all.filter(({ state }) => state === worst);
  const time = (at: number | null) => (at === null ? '' : momentIn(words, page.zone, at, now));
  const names = (components: readonly Told[]) =>
    namesIn(
      words,
      components.map(({ name }) => name),
    );
  const since = time(earliest(these));
  const tell: Record<PublicState, () => string> = {
    down: () => {
      const fixed = new Set(page.incidents.filter(isBeingFixed).flatMap(({ concerns }) => concerns));
      const rest = these.filter(({ name }) => !fixed.has(name));
      if (rest.length === 0) return sentences.fixing(names(these));
      return sentences.down(names(rest), time(earliest(rest)));
    },
    unknown: () =>
      these.length === all.length ? sentences.allUnknown(since) : sentences.unknown(names(these), since),
    impaired: () => sentences.impaired(names(these), since),
    maintenance: () => sentences.maintenance(names(these), time(firstEnd(page, these))),
    working: () => sentences.works,
  };
  return tell[worst]();
}
