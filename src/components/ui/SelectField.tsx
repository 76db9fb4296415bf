interface Props {
  label: string;
  /** Its field in the API, dotted: an error names it. */
  name: string;
  /** Value and words. */
  options: readonly (readonly [value: string, words: string])[];
  value: string;
  onChoose: (value: string) => void;
  help?: string | undefined;
  error?: string | null | undefined;
}

/** One of several, in a field of an island: label above, help and error below. */
export function SelectField({ label, name, options, value, onChoose, help, error }: Props) {
  const id = `field-${name}`;
  const note = error ?? help;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        class="input"
        id={id}
        name={name}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-help` : undefined}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map(([one, words]) => (
          <option key={one} value={one} selected={one === value}>
            {words}
          </option>
        ))}
      </select>
      {note && (
        <p class={error ? 'error' : 'help'} id={`${id}-help`}>
          {note}
        </p>
      )}
    </div>
  );
}
