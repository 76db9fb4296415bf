/** One control of a form, as far as its value goes. */
export interface Entry {
  name: string;
  value: string;
  checked: boolean | null;
  /** How the value is meant: `data-as` of the control. */
  as: string | null;
}

const words = (value: string): string[] => [
  ...new Set(
    value
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

function meant({ value, as }: Entry): unknown {
  if (as === 'list') return words(value);
  if (as === 'number') return value.trim() === '' ? undefined : Number(value);
  if (as === 'nullable') return value.trim() === '' ? null : value.trim();
  if (as === 'optional') return value.trim() === '' ? undefined : value.trim();
  return value;
}

/** The JSON body of some controls; "general.name" goes into a group. A value that is left out is left out of the body. */
export function bodyOf(entries: readonly Entry[]): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const groups: Record<string, Record<string, unknown>> = {};
  for (const entry of entries) {
    const value = entry.checked === null ? meant(entry) : entry.checked;
    if (entry.name === '' || value === undefined) continue;
    const [group = '', name] = entry.name.split('.', 2);
    if (name === undefined) body[group] = value;
    else groups[group] = { ...groups[group], [name]: value };
  }
  return { ...body, ...groups };
}
