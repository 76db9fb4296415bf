import { CheckBox } from './CheckBox.tsx';

interface Props<T extends string | number> {
  legend: string;
  /** Of the group of check boxes. */
  name: string;
  /** Value, word and what it means. */
  options: readonly (readonly [value: T, word: string, explanation?: string])[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
  error?: string | null | undefined;
}

/** Any of a few, kept in the order of the options. */
export function CheckChoice<T extends string | number>(props: Props<T>) {
  const { legend, name, options, chosen, onChange, error } = props;
  const turn = (value: T, isOn: boolean) =>
    onChange(options.map(([one]) => one).filter((one) => (one === value ? isOn : chosen.includes(one))));
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      {options.map(([value, word, explanation]) => (
        <CheckBox
          key={value}
          name={name}
          value={String(value)}
          word={word}
          explanation={explanation}
          isChecked={chosen.includes(value)}
          onChange={(isOn) => turn(value, isOn)}
        />
      ))}
      {error && <p class="error">{error}</p>}
    </fieldset>
  );
}
