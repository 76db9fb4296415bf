import type { PublicDay } from './public-page.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** As in the calendar: the hub is away that long for an update, and a day is not unknown for it. */
const TOLD_UNKNOWN_MS = 10 * MINUTE_MS;

/** The shortest day that clocks make. */
const WHOLE_DAY_MS = 23 * HOUR_MS;

/** What a language needs to say what a day was like. Lengths come in as words. */
interface DayWords {
  duration: (ms: number) => string;
  worked: string;
  /** Nothing of the day is known. */
  notKnown: string;
  down: (length: string) => string;
  impaired: (length: string) => string;
  maintenance: (length: string) => string;
  unknown: (length: string) => string;
}

/** What a day was like, the worst first: "did not work for 2 h, planned work for 1 h". */
export function dayWords(day: PublicDay, words: DayWords): string {
  if (day.state === 'working') return words.worked;
  const { downMs, impairedMs, maintenanceMs, unknownMs } = day;
  const isSilent = downMs + impairedMs + maintenanceMs === 0;
  if (isSilent && (unknownMs >= WHOLE_DAY_MS || unknownMs === 0)) return words.notKnown;
  const isToldUnknown = unknownMs >= TOLD_UNKNOWN_MS || isSilent;
  return [
    downMs > 0 ? words.down(words.duration(downMs)) : '',
    impairedMs > 0 ? words.impaired(words.duration(impairedMs)) : '',
    isToldUnknown ? words.unknown(words.duration(unknownMs)) : '',
    maintenanceMs > 0 ? words.maintenance(words.duration(maintenanceMs)) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
