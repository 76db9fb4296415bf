import type { ServerOption } from '../settings/server-options.ts';
import { tagsOf } from '../settings/server-options.ts';
import { InputField } from '../ui/InputField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import type { RuleFieldsProps } from './LevelFields.tsx';

/** How long it must last, and whom a rule concerns. */
export function ScopeFields({
  draft,
  onChange,
  errorOf,
  servers,
}: RuleFieldsProps & { servers: readonly ServerOption[] }) {
  const options = servers.map((server) => [server.server_id, server.display_name] as const);
  return (
    <>
      <div class="side-by-side">
        <InputField
          label="Lasting (minutes)"
          name="for_seconds"
          type="number"
          min={0}
          max={1440}
          step="any"
          value={draft.forMinutes}
          onInput={(forMinutes) => onChange({ forMinutes })}
          help="Without a break. 0: at once."
          error={errorOf('for_seconds')}
          required
        />
        <InputField
          label="Reports in a row"
          name="consecutive"
          type="number"
          min={1}
          max={100}
          value={draft.consecutive}
          onInput={(consecutive) => onChange({ consecutive })}
          error={errorOf('consecutive')}
          required
        />
      </div>
      <fieldset class="field parts">
        <legend>For</legend>
        <p class="help">All that is named must fit. Empty: everything.</p>
        <SelectField
          label="Server"
          name="scope.server_id"
          options={[['', 'Any'], ...options]}
          value={draft.serverId}
          onChoose={(serverId) => onChange({ serverId })}
          error={errorOf('scope.server_id')}
        />
        <InputField
          label="Servers with the tag"
          name="scope.tag"
          value={draft.tag}
          onInput={(tag) => onChange({ tag })}
          error={errorOf('scope.tag')}
          suggestions={tagsOf(servers)}
          maxLength={255}
        />
        <InputField
          label="One mount, disk, pool, service or container"
          name="scope.subject"
          value={draft.subject}
          onInput={(subject) => onChange({ subject })}
          help="By its name: /data, sda, nginx."
          error={errorOf('scope.subject')}
          maxLength={255}
        />
      </fieldset>
    </>
  );
}
