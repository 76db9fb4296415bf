interface Props {
  name: string;
  value?: string;
  word: string;
  explanation?: string | undefined;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

/** Yes or no, in a word and what it means. */
export function CheckBox({ name, value, word, explanation, isChecked, onChange }: Props) {
  return (
    <label class="check">
      <input
        type="checkbox"
        name={name}
        value={value}
        checked={isChecked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {word} {explanation && <span class="soft small">{explanation}</span>}
      </span>
    </label>
  );
}
