import type { ExpositionFormat } from './exposition.ts';

interface Range {
  type: string;
  version: string | undefined;
  quality: number;
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const given = new Map(
    parameters.map((one) => one.split('=', 2).map((part) => part.trim()) as [string, string]),
  );
  const quality = Number(given.get('q') ?? '1');
  return {
    type,
    version: given.get('version')?.replaceAll('"', ''),
    quality: Number.isFinite(quality) ? quality : 0,
  };
}

/** What each format is called, and by which wildcards, the most particular first. */
const NAMES: Record<ExpositionFormat, { types: string[]; versions: string[] }> = {
  openmetrics: { types: ['application/openmetrics-text'], versions: ['1.0.0'] },
  prometheus: { types: ['text/plain', 'text/*', '*/*'], versions: ['0.0.4'] },
};

/** How much a format is wanted: by the most particular range that names it (RFC 9110 §12.5.1). */
function qualityOf(format: ExpositionFormat, ranges: readonly Range[]): number {
  const { types, versions } = NAMES[format];
  for (const type of types) {
    const named = ranges.filter(
      (range) => range.type === type && (range.version === undefined || versions.includes(range.version)),
    );
    if (named.length > 0) return Math.max(...named.map(({ quality }) => quality));
  }
  return 0;
}

/**
 * The format that an `Accept` header wants more. OpenMetrics only for those who name it, and then also where both
 * are wanted alike; the older text, which everything reads, for everybody else.
 */
export function chooseFormat(accept: string | null): ExpositionFormat {
  const ranges = (accept ?? '*/*').split(',').map(rangeOf);
  const openMetrics = qualityOf('openmetrics', ranges);
  return openMetrics > 0 && openMetrics >= qualityOf('prometheus', ranges) ? 'openmetrics' : 'prometheus';
}
