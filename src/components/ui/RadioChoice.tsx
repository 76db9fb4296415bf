interface Props<T extends string> {
  legend: string;
  /** Of the group of radio buttons. */
  name: string;
  /** Value, word and what it means. */
  options: readonly (readonly [value: T, word: string, explanation: string])[];
  chosen: T;
  onChoose: (value: T) => void;
}

/** One of a few, each with a few words on what it means. */
export function RadioChoice<T extends string>({ legend, name, options, chosen, onChoose }: Props<T>) {
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      {options.map(([value, word, explanation]) => (
        <label class="check" key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span>
            {word} <span class="soft small">{explanation}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
