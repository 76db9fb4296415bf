import { InputField } from '../ui/InputField.tsx';
import { ComponentEntry } from './ComponentEntry.tsx';
import { MoveButtons } from './MoveButtons.tsx';
import type { ComponentDraft, GroupDraft } from './page-draft.ts';
import type { Direction } from './page-edits.ts';
import type { ServerParts } from './server-parts.ts';

/** What a person does to the draft, by the id of a group or component. */
export interface Edits {
  nameGroup: (id: string, name: string) => void;
  changeComponent: (id: string, changes: Partial<ComponentDraft>) => void;
  addComponent: (groupId: string) => void;
  moveGroup: (id: string, direction: Direction) => void;
  moveComponent: (id: string, direction: Direction) => void;
  removeGroup: (id: string) => void;
  removeComponent: (id: string) => void;
}

interface Props {
  group: GroupDraft;
  /** Where it stands in the body, dotted: "groups.0"; an empty one stands nowhere. */
  field: string;
  /** Its place among all groups, from 0. */
  index: number;
  groups: number;
  all: readonly ComponentDraft[];
  keys: ReadonlyMap<string, string>;
  servers: readonly ServerParts[];
  edits: Edits;
  errorOf: (field: string) => string | null;
}

/** The id of the button that adds to a group. */
export const addId = (groupId: string): string => `add-to-${groupId}`;

/** One group with its components. */
export function GroupFields({ group, field, index, groups, all, keys, servers, edits, errorOf }: Props) {
  const { id, name, components } = group;
  const called = name || `Group ${index + 1}`;
  return (
    <section class="panel stack" aria-label={called}>
      <InputField
        label="Heading"
        name={`${field}.name`}
        value={name}
        onInput={(typed) => edits.nameGroup(id, typed)}
        help={index === 0 ? 'May be empty, when there is only one group.' : undefined}
        error={errorOf(`${field}.name`)}
        maxLength={60}
      />
      {components.length === 0 && <p class="soft small">Nothing is in it yet, so it is not shown.</p>}
      <ul>
        {components.map((component, at) => (
          <ComponentEntry
            key={component.id}
            field={`${field}.components.${at}`}
            component={component}
            componentKey={keys.get(component.id) ?? ''}
            others={all.filter((one) => one.id !== component.id)}
            servers={servers}
            isFirst={index === 0 && at === 0}
            isLast={index === groups - 1 && at === components.length - 1}
            onChange={(changes) => edits.changeComponent(component.id, changes)}
            onMove={(direction) => edits.moveComponent(component.id, direction)}
            onRemove={() => edits.removeComponent(component.id)}
            errorOf={errorOf}
          />
        ))}
      </ul>
      <div class="spread">
        <button type="button" class="button" id={addId(id)} onClick={() => edits.addComponent(id)}>
          Add something<span class="visually-hidden"> to {called}</span>
        </button>
        {groups > 1 && (
          <MoveButtons
            id={id}
            name={called}
            isFirst={index === 0}
            isLast={index === groups - 1}
            onMove={(direction) => edits.moveGroup(id, direction)}
            onRemove={() => edits.removeGroup(id)}
          />
        )}
      </div>
    </section>
  );
}
