import { type ServerOption, tagsOf } from '../settings/server-options.ts';
import { InputField } from '../ui/InputField.tsx';
import { RadioChoice } from '../ui/RadioChoice.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import type { WindowFieldsProps } from './TimetableFields.tsx';

const WHOM = [
  ['all', 'Every server', ''],
  ['tag', 'Servers with a tag', ''],
  ['server', 'One server', ''],
] as const;

/** What a window covers. */
export function WhomFields({
  draft,
  onChange,
  errorOf,
  servers,
}: WindowFieldsProps & { servers: readonly ServerOption[] }) {
  const options = servers.map((server) => [server.server_id, server.display_name] as const);
  const choose = (whom: typeof draft.whom) =>
    onChange({ whom, serverId: draft.serverId || (options[0]?.[0] ?? '') });
  return (
    <>
      <RadioChoice legend="Whom it covers" name="whom" options={WHOM} chosen={draft.whom} onChoose={choose} />
      {draft.whom === 'tag' && (
        <InputField
          label="Tag"
          name="scope.tag"
          value={draft.tag}
          onInput={(tag) => onChange({ tag })}
          error={errorOf('scope.tag')}
          suggestions={tagsOf(servers)}
          required
          maxLength={255}
        />
      )}
      {draft.whom === 'server' && (
        <SelectField
          label="Which server"
          name="scope.server_id"
          options={options}
          value={draft.serverId}
          onChoose={(serverId) => onChange({ serverId })}
          error={errorOf('scope.server_id')}
        />
      )}
    </>
  );
}
