import { INSTALL_OPTIONS, type InstallChoice } from './install-command.ts';

interface Props {
  options: InstallChoice;
  onChange: (options: InstallChoice) => void;
}

/** What the installer shall do besides, each with what it means. */
export function InstallOptions({ options, onChange }: Props) {
  return (
    <fieldset class="field">
      <legend>With</legend>
      {INSTALL_OPTIONS.map(({ name, word, explanation }) => (
        <label class="check" key={name}>
          <input
            type="checkbox"
            name={name}
            checked={options[name]}
            onChange={(event) => onChange({ ...options, [name]: event.currentTarget.checked })}
          />
          <span>
            {word} <span class="soft small">{explanation}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
