import { useEffect, useRef } from 'preact/hooks';

interface Props {
  label: string;
  /** Its field in the API, dotted: an error names it. */
  name: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | 'email' | 'url' | 'number' | 'time' | 'datetime-local';
  help?: string | undefined;
  error?: string | null | undefined;
  required?: boolean;
  maxLength?: number | undefined;
  min?: number | undefined;
  max?: number | undefined;
  step?: number | 'any';
  placeholder?: string | undefined;
  /** What others wrote there. */
  suggestions?: readonly string[];
}

/** A field of an island for anything that is typed: label above, help and error below. */
export function InputField({ label, name, value, onInput, help, error, suggestions = [], ...rest }: Props) {
  const id = `field-${name}`;
  const input = useRef<HTMLInputElement>(null);
  // Somebody may have typed into the page before the island woke up.
  useEffect(() => {
    const typed = input.current?.value ?? '';
    if (typed !== value) onInput(typed);
  }, []);
  const note = error ?? help;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...rest}
        class="input"
        ref={input}
        id={id}
        name={name}
        value={value}
        autocomplete={rest.type === 'password' ? 'new-password' : 'off'}
        list={suggestions.length > 0 ? `${id}-list` : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-help` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {note && (
        <p class={error ? 'error' : 'help'} id={`${id}-help`}>
          {note}
        </p>
      )}
    </div>
  );
}
