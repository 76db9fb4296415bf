import { InputField } from '../ui/InputField.tsx';
import { IconChoice } from './IconChoice.tsx';
import { NeedsFields } from './NeedsFields.tsx';
import type { ComponentDraft } from './page-draft.ts';
import type { ServerParts } from './server-parts.ts';

export interface ComponentFieldsProps {
  /** Where the component stands in the body, dotted: "groups.0.components.1". */
  field: string;
  component: ComponentDraft;
  /** Its key, made from its name where it has none of its own. */
  componentKey: string;
  others: readonly ComponentDraft[];
  servers: readonly ServerParts[];
  onChange: (changes: Partial<ComponentDraft>) => void;
  errorOf: (field: string) => string | null;
}

/** Everything that can be said of one component. */
export function ComponentFields(props: ComponentFieldsProps) {
  const { field, component, componentKey, onChange, errorOf } = props;
  return (
    <div class="stack">
      <InputField
        label="Name"
        name={`${field}.name`}
        value={component.name}
        onInput={(name) => onChange({ name })}
        help="As your people call it: “Films & series”."
        error={errorOf(`${field}.name`)}
        required
        maxLength={60}
      />
      <InputField
        label="A few words on it"
        name={`${field}.description`}
        value={component.description}
        onInput={(description) => onChange({ description })}
        help="Below the name; may be empty."
        error={errorOf(`${field}.description`)}
        maxLength={500}
      />
      <NeedsFields {...props} />
      <IconChoice name={`${field}.icon`} chosen={component.icon} onChoose={(icon) => onChange({ icon })} />
      <details open={errorOf(`${field}.key`) !== null}>
        <summary>More</summary>
        <InputField
          label="Key"
          name={`${field}.key`}
          value={componentKey}
          onInput={(key) => onChange({ key })}
          help="Part of the addresses of its badges; incidents know it by this too. Small letters, digits and hyphens."
          error={errorOf(`${field}.key`)}
          maxLength={40}
        />
      </details>
    </div>
  );
}
