import { useEffect, useRef } from 'preact/hooks';

interface Props {
  label: string;
  name: string;
  value: string;
  onInput: (value: string) => void;
  help?: string;
  error?: string | null;
  required?: boolean;
  maxLength?: number;
}

/** A text field of an island: label above, help and error below. */
export function TextField({ label, name, value, onInput, help, error, required, maxLength }: Props) {
  const id = `field-${name}`;
  const input = useRef<HTMLInputElement>(null);
  // Somebody may have typed into the page before the island woke up.
  useEffect(() => {
    const typed = input.current?.value ?? '';
    if (typed !== value) onInput(typed);
  }, []);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        class="input"
        ref={input}
        id={id}
        name={name}
        value={value}
        required={required}
        maxLength={maxLength}
        autocomplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-help`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p class={error ? 'error' : 'help'} id={`${id}-help`}>
        {error ?? help}
      </p>
    </div>
  );
}
