import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CheckChoice } from '../ui/CheckChoice.tsx';
import { RadioChoice } from '../ui/RadioChoice.tsx';
import type { ComponentDraft, Impact } from './page-draft.ts';
import {
  chosenAt,
  firstPlace,
  optionsAt,
  partWords,
  placesOf,
  THIS_PAGE,
  withChosen,
} from './part-choice.ts';
import type { ServerParts } from './server-parts.ts';

const IMPACTS = [
  ['each', 'It needs each of them', 'One that does not work: it does not work.'],
  ['part', 'Each is a part of it', 'One that does not work: it works in part.'],
  ['one', 'One of them is enough', 'It works as long as one of them does.'],
] as const;

interface Props {
  /** Where the component stands in the body, dotted: "groups.0.components.1". */
  field: string;
  component: ComponentDraft;
  /** The other components of the page. */
  others: readonly ComponentDraft[];
  servers: readonly ServerParts[];
  onChange: (changes: Partial<ComponentDraft>) => void;
  errorOf: (field: string) => string | null;
}

interface PlaceProps {
  id: string;
  places: readonly (readonly [place: string, name: string])[];
  value: string;
  onChoose: (place: string) => void;
  /** What browsers say when the form is sent; empty: nothing is missing. */
  missing: string;
}

function PlaceChoice({ id, places, value, onChoose, missing }: PlaceProps) {
  const select: Ref<HTMLSelectElement> = useRef(null);
  // Check boxes cannot say that one of them is needed.
  useEffect(() => select.current?.setCustomValidity(missing), [missing]);
  return (
    <div class="field">
      <label for={id}>Look at</label>
      <select
        class="input"
        ref={select}
        id={id}
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {places.map(([place, name]) => (
          <option key={place} value={place} selected={place === value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What a component needs, place by place, and what it means when a part of that fails. */
export function NeedsFields({ field, component, others, servers, onChange, errorOf }: Props) {
  const { parts } = component;
  const [place, setPlace] = useState(() => firstPlace(parts, servers));
  const places = placesOf(parts, servers, others);
  const name = places.find(([one]) => one === place)?.[1] ?? '';
  const words = parts.map((part) => partWords(part, servers, others));
  return (
    <fieldset class="field parts">
      <legend>What it needs</legend>
      <p class="help" role="status">
        {parts.length === 0 ? 'Nothing yet: choose what must work for it.' : words.join(', ')}
      </p>
      <PlaceChoice
        id={`field-${field}.place`}
        places={places}
        value={place}
        onChoose={setPlace}
        missing={parts.length === 0 ? 'Choose below what it needs.' : ''}
      />
      <CheckChoice
        legend={place === THIS_PAGE ? name : `Of ${name}`}
        name={`${field}.parts`}
        options={optionsAt(place, servers, others, parts)}
        chosen={chosenAt(parts, place)}
        onChange={(chosen) => onChange({ parts: withChosen(parts, place, chosen) })}
        error={errorOf(`${field}.parts`)}
      />
      {parts.length > 1 && (
        <RadioChoice<Impact>
          legend="And these together"
          name={`${field}.impact`}
          options={IMPACTS}
          chosen={component.impact}
          onChoose={(impact) => onChange({ impact })}
        />
      )}
    </fieldset>
  );
}
