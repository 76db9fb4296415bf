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

/** The JSON body of some controls. A value that is left out is left out of the body. */
export function bodyOf(entries: readonly Entry[]): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const entry of entries) {
    const value = entry.checked === null ? meant(entry) : entry.checked;
    if (entry.name !== '' && value !== undefined) body[entry.name] = value;
  }
  return body;
}
