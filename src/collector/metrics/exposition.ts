/** Formats in which Prometheus and its kin read metrics. */
export type ExpositionFormat = 'prometheus' | 'openmetrics';

export const CONTENT_TYPES: Record<ExpositionFormat, string> = {
  prometheus: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** One value with what it is told apart by. */
export interface ExposedSample {
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** All samples of one metric. */
export interface Family {
  /** As a query names it: counters end in `_total`, infos in `_info`. */
  name: string;
  type: 'gauge' | 'counter' | 'info';
  /** Base unit that the name ends in; empty when there is none. */
  unit: string;
  help: string;
  samples: readonly ExposedSample[];
}

const SUFFIX = { gauge: '', counter: '_total', info: '_info' } as const;

/** OpenMetrics names a family without what its type adds to the samples' names. */
function familyName({ name, type }: Family): string {
  const suffix = SUFFIX[type];
  return suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

const escapeHelp = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
/** Hardly any label needs it, and there are thousands. */
const escapeLabel = (text: string) => (/[\\\n"]/.test(text) ? escapeHelp(text).replaceAll('"', '\\"') : text);

type Labels = ExposedSample['labels'];

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

/** Most samples of a server share one set of labels: its text is made once. */
function labelTexts(): (labels: Labels) => string {
  const known = new Map<Labels, string>();
  return (labels) => {
    const text = known.get(labels) ?? labelText(labels);
    known.set(labels, text);
    return text;
  };
}

function headOf(family: Family, format: ExpositionFormat): string[] {
  if (format === 'prometheus') {
    // The older format knows no infos, and takes backslashes and line ends for all it escapes in help.
    const type = family.type === 'info' ? 'gauge' : family.type;
    return [`# HELP ${family.name} ${escapeHelp(family.help)}`, `# TYPE ${family.name} ${type}`];
  }
  const name = familyName(family);
  return [
    `# TYPE ${name} ${family.type}`,
    ...(family.unit === '' ? [] : [`# UNIT ${name} ${family.unit}`]),
    `# HELP ${name} ${escapeLabel(family.help)}`,
  ];
}

/**
 * Families as text, by name; those without a sample are left out. Values have to be finite, label names valid and
 * label sets of one family different.
 *
 * Prometheus text 0.0.4 and OpenMetrics 1.0.0, without timestamps: what is told is true now.
 */
export function expose(families: readonly Family[], format: ExpositionFormat): string {
  const told = families.filter(({ samples }) => samples.length > 0);
  const textOf = labelTexts();
  const lines = told
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((family) => [
      ...headOf(family, format),
      ...family.samples.map(({ labels, value }) => `${family.name}${textOf(labels)} ${value}`),
    ]);
  if (format === 'openmetrics') lines.push('# EOF');
  return lines.map((line) => `${line}\n`).join('');
}
