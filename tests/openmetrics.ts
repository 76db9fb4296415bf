/** A family of metrics as a strict reader of OpenMetrics 1.0.0 understands it. */
export interface ReadFamily {
  type: string;
  unit: string;
  help: string;
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`);
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,|$)/y;
const DESCRIPTION = new RegExp(`^# (TYPE|UNIT|HELP) (${NAME}) (.*)$`);
const SUFFIXES: Record<string, string> = { counter: '_total', info: '_info', gauge: '' };

function labelsIn(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const [, name = '', value = ''] = LABEL.exec(text) ?? [];
    if (name === '') throw new Error(`labels: ${text}`);
    if (name in labels) throw new Error(`label twice: ${text}`);
    labels[name] = value.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
  }
  return labels;
}

/**
 * Reads a text of metrics; sparing: no timestamps, no exemplars, no histograms.
 * @throws Error for whatever the format does not allow
 */
export function readOpenMetrics(text: string): Map<string, ReadFamily> {
  if (!text.endsWith('\n')) throw new Error('no line end at the end');
  const lines = text.slice(0, -1).split('\n');
  if (lines.pop() !== '# EOF') throw new Error('no EOF');
  const families = new Map<string, ReadFamily>();
  const seen = new Set<string>();
  let current = '';
  for (const line of lines) {
    const [, keyword, name = '', rest = ''] = DESCRIPTION.exec(line) ?? [];
    if (keyword) {
      if (name !== current) {
        if (families.has(name)) throw new Error(`divided: ${name}`);
        families.set(name, { type: 'unknown', unit: '', help: '', samples: [] });
        current = name;
      }
      describeFamily(families.get(name), name, keyword, rest);
    } else {
      addSample(families.get(current), current, line, seen);
    }
  }
  return families;
}

function describeFamily(family: ReadFamily | undefined, name: string, keyword: string, rest: string): void {
  if (!family || family.samples.length > 0) throw new Error(`described after its samples: ${name}`);
  const field = keyword.toLowerCase() as 'type' | 'unit' | 'help';
  if (family[field] !== (field === 'type' ? 'unknown' : '')) throw new Error(`${keyword} twice: ${name}`);
  if (field === 'unit' && !name.endsWith(`_${rest}`))
    throw new Error(`unit not in the name: ${name} ${rest}`);
  if (field === 'type' && !(rest in SUFFIXES)) throw new Error(`type: ${rest}`);
  if (field === 'help' && !/^(?:[^"\\]|\\[\\"n])*$/.test(rest)) throw new Error(`help: ${rest}`);
  family[field] = rest;
}

function addSample(family: ReadFamily | undefined, owner: string, line: string, seen: Set<string>): void {
  const [, name = '', labelText = '', number = ''] = SAMPLE.exec(line) ?? [];
  if (!family || name === '') throw new Error(`neither description nor sample: ${line}`);
  if (name !== `${owner}${SUFFIXES[family.type]}`) throw new Error(`${name} in ${family.type} ${owner}`);
  const labels = labelsIn(labelText);
  const value = Number(number);
  if (!Number.isFinite(value)) throw new Error(`value: ${line}`);
  if (family.type === 'counter' && value < 0) throw new Error(`negative counter: ${line}`);
  if (family.type === 'info' && value !== 1) throw new Error(`info is not 1: ${line}`);
  const key = JSON.stringify([name, Object.entries(labels).sort()]);
  if (seen.has(key)) throw new Error(`twice: ${line}`);
  seen.add(key);
  family.samples.push({ name, labels, value });
}
