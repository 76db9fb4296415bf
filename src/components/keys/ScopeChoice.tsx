import { SCOPE_WORDS } from './scope-words.ts';

interface Props {
  scopes: readonly string[];
  onChange: (scopes: string[]) => void;
  error: string | null;
}

/** What a key may do. */
export function ScopeChoice({ scopes, onChange, error }: Props) {
  const turn = (scope: string, isOn: boolean) => {
    const others = scopes.filter((one) => one !== scope);
    onChange(isOn ? [...others, scope] : others);
  };
  return (
    <fieldset class="field">
      <legend>It may</legend>
      {SCOPE_WORDS.map(([scope, word, explanation]) => (
        <label class="check" key={scope}>
          <input
            type="checkbox"
            name="scopes"
            value={scope}
            checked={scopes.includes(scope)}
            onChange={(event) => turn(scope, event.currentTarget.checked)}
          />
          <span>
            {word} <span class="soft small">{explanation}</span>
          </span>
        </label>
      ))}
      {error && <p class="error">{error}</p>}
    </fieldset>
  );
}
