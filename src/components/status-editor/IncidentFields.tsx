import { en } from '../../words/status/en.ts';
import { CheckChoice } from '../ui/CheckChoice.tsx';
import { InputField } from '../ui/InputField.tsx';
import { RadioChoice } from '../ui/RadioChoice.tsx';
import type { FactsDraft, IncidentState, UpdateDraft } from './incident-draft.ts';
import { STEPS, templatesFor, withState } from './incident-draft.ts';
import { TextAreaField } from './TextAreaField.tsx';

/** Key and name of a component. */
export type ComponentOption = readonly [key: string, name: string];

interface Fields<D> {
  draft: D;
  onChange: (changes: Partial<D>) => void;
  errorOf: (field: string) => string | null;
}

const IMPACTS = [
  ['down', 'Not working', 'The page says so of what it concerns.'],
  ['impaired', 'Partly working', 'The page says so of what it concerns.'],
  ['none', 'Only a note', 'States stay as they are measured.'],
] as const;

/** What an incident is: what it concerns, how bad it is, what it is called. */
export function FactsFields({
  draft,
  components,
  onChange,
  errorOf,
}: Fields<FactsDraft> & { components: readonly ComponentOption[] }) {
  return (
    <>
      {components.length > 0 && (
        <CheckChoice
          legend="What it concerns"
          name="components"
          options={components}
          chosen={draft.components}
          onChange={(chosen) => onChange({ components: chosen })}
          error={errorOf('components')}
        />
      )}
      <RadioChoice
        legend="How bad it is"
        name="impact"
        options={IMPACTS}
        chosen={draft.impact}
        onChoose={(impact) => onChange({ impact })}
      />
      <InputField
        label="Title"
        name="title"
        value={draft.title}
        onInput={(title) => onChange({ title })}
        help="Empty: it is named after what it concerns, in each reader’s language."
        error={errorOf('title')}
        maxLength={60}
      />
    </>
  );
}

const MEANINGS: Record<IncidentState, string> = {
  investigating: 'Nobody knows yet why.',
  identified: 'It is being put right.',
  monitoring: 'It works again, as measured.',
  resolved: 'It is over.',
};

const OWN = ['', 'Only my own words', 'They are shown as they are, in one language.'] as const;

/** What is said now: how far it is, in which words, by whom. */
export function UpdateFields({ draft, onChange, errorOf }: Fields<UpdateDraft>) {
  const words = templatesFor(draft.state).map((template) => [template, en.templates[template], ''] as const);
  return (
    <>
      <RadioChoice
        legend="How far it is"
        name="state"
        options={STEPS.map((state) => [state, en.incidentStates[state], MEANINGS[state]] as const)}
        chosen={draft.state}
        onChoose={(state) => onChange(withState(draft, state))}
      />
      <RadioChoice
        legend="Words, in every reader’s language"
        name="template"
        options={[...words, OWN]}
        chosen={draft.template}
        onChoose={(template) => onChange({ template })}
      />
      <TextAreaField
        label="In your own words"
        name="text"
        value={draft.text}
        onInput={(text) => onChange({ text })}
        help={draft.template === '' ? undefined : 'Added to the words above. May be empty.'}
        error={errorOf('text')}
        required={draft.template === ''}
        maxLength={2000}
      />
      <InputField
        label="Who says it"
        name="by"
        value={draft.by}
        onInput={(by) => onChange({ by })}
        help="Shown on the page. Empty: nobody is named."
        error={errorOf('by')}
        maxLength={60}
      />
    </>
  );
}
