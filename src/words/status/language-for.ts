import { LANGUAGES, type Language } from './words.ts';

/** Languages that a reader may ask for; more is no browser. */
const MOST_RANGES = 30;

/** `*`, or a language tag with its weight (RFC 9110 §12.4.2 and §12.5.4). */
const RANGE = /^(\*|[a-z]{1,8})(?:-[a-z0-9]{1,8})*(?:\s*;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

interface Range {
  primary: string;
  quality: number;
}

function rangeOf(text: string): Range[] {
  const [, primary, quality] = RANGE.exec(text.trim()) ?? [];
  return primary === undefined
    ? []
    : [{ primary: primary.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) }];
}

/** How much a language is wanted: by its own name, else by `*`; 0: not at all. */
function qualityOf(language: Language, ranges: readonly Range[]): number {
  const own = ranges.filter(({ primary }) => primary === language);
  const counting = own.length > 0 ? own : ranges.filter(({ primary }) => primary === '*');
  return Math.max(0, ...counting.map(({ quality }) => quality));
}

/**
 * The language that an `Accept-Language` header wants most; of those wanted alike the one named first. `fallback` when
 * it wants none that is there, and for what is no such header.
 */
export function languageFor(acceptLanguage: string | undefined, fallback: Language): Language {
  const ranges = (acceptLanguage ?? '').split(',', MOST_RANGES).flatMap(rangeOf);
  const named = ranges.flatMap(({ primary }) => LANGUAGES.filter((language) => language === primary));
  const [first] = [...named, fallback, ...LANGUAGES]
    .map((language) => ({ language, quality: qualityOf(language, ranges) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return first?.language ?? fallback;
}
