import type { ChannelView } from '../../collector/api/schema/channels.ts';
import { CheckBox } from '../ui/CheckBox.tsx';
import { InputField } from '../ui/InputField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import type { ChannelField } from './channel-draft.ts';

interface Props {
  fields: readonly ChannelField[];
  values: Record<string, string>;
  /** Names of stored secrets that are to be taken away. */
  removed: readonly string[];
  /** What is stored; null: nothing yet. */
  channel: ChannelView | null;
  onChange: (name: string, value: string) => void;
  onRemove: (name: string, isRemoved: boolean) => void;
  errorOf: (field: string) => string | null;
}

interface OneProps {
  field: ChannelField;
  value: string;
  isKept: boolean;
  isRemoved: boolean;
  onInput: (value: string) => void;
  onRemove: (isRemoved: boolean) => void;
  error: string | null;
}

const INPUT_TYPES: Record<string, 'url' | 'email' | 'number'> = {
  address: 'url',
  email: 'email',
  number: 'number',
};

/** Anything that is typed; a stored secret that is not needed can be taken away. */
function Typed({ field, value, isKept, isRemoved, onInput, onRemove, error }: OneProps) {
  const name = `config.${field.name}`;
  const input = !isRemoved && (
    <InputField
      label={field.required ? field.label : `${field.label} (if you need it)`}
      name={name}
      type={field.secret ? 'password' : INPUT_TYPES[field.kind]}
      value={value}
      onInput={onInput}
      help={[isKept ? 'Leave it empty to keep what is stored.' : '', field.help].filter(Boolean).join(' ')}
      error={error}
      required={field.required && !isKept}
      step={field.kind === 'number' ? 'any' : undefined}
    />
  );
  const removal = isKept && !field.required && (
    <CheckBox
      name={`${name}.removed`}
      word={`Remove the stored ${field.label.toLowerCase()}`}
      isChecked={isRemoved}
      onChange={onRemove}
    />
  );
  return (
    <>
      {input}
      {removal}
    </>
  );
}

function One(props: OneProps) {
  const { field, value, onInput, error } = props;
  const name = `config.${field.name}`;
  const help = field.help ?? undefined;
  if (field.kind === 'switch') {
    return (
      <div class="field">
        <CheckBox
          name={name}
          word={field.label}
          explanation={help}
          isChecked={value === 'true'}
          onChange={(isOn) => onInput(String(isOn))}
        />
        {error && <p class="error">{error}</p>}
      </div>
    );
  }
  if (field.kind === 'choice') {
    const known = field.options.map((option) => [option.value, option.label] as const);
    const options = field.required ? known : [['', '–'] as const, ...known];
    const shared = { label: field.label, name, help, error };
    return <SelectField {...shared} options={options} value={value} onChoose={onInput} />;
  }
  return <Typed {...props} />;
}

/** What a service needs to be reached, as its type tells it. What is secret is never shown again. */
export function ConfigFields({ fields, values, removed, channel, onChange, onRemove, errorOf }: Props) {
  return (
    <fieldset class="field parts">
      <legend>How it is reached</legend>
      {fields.map((field) => (
        <One
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          isKept={field.secret && channel?.config[field.name] === 'set'}
          isRemoved={removed.includes(field.name)}
          onInput={(value) => onChange(field.name, value)}
          onRemove={(isRemoved) => onRemove(field.name, isRemoved)}
          error={errorOf(`config.${field.name}`)}
        />
      ))}
    </fieldset>
  );
}
