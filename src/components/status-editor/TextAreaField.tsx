import { useEffect, useRef } from 'preact/hooks';
import styles from './TextAreaField.module.css';

interface Props {
  label: string;
  /** Its field in the API, dotted: an error names it. */
  name: string;
  value: string;
  onInput: (value: string) => void;
  help?: string | undefined;
  error?: string | null | undefined;
  required?: boolean;
  maxLength: number;
}

/** A field of an island for a few sentences: label above, help and error below. */
export function TextAreaField({ label, name, value, onInput, help, error, required, maxLength }: Props) {
  const id = `field-${name}`;
  const area = useRef<HTMLTextAreaElement>(null);
  // Somebody may have typed into the page before the island woke up.
  useEffect(() => {
    const typed = area.current?.value ?? '';
    if (typed !== value) onInput(typed);
  }, []);
  const note = error ?? help;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        class={`input ${styles.area}`}
        ref={area}
        id={id}
        name={name}
        value={value}
        required={required}
        maxLength={maxLength}
        rows={3}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-help` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {note && (
        <p class={error ? 'error' : 'help'} id={`${id}-help`}>
          {note}
        </p>
      )}
    </div>
  );
}
