import { useState } from 'preact/hooks';
import type { ChannelTypeView, ChannelView } from '../../collector/api/schema/channels.ts';
import type { ClientOption } from '../../collector/api/views/types.ts';
import { ConfigFields } from '../channels/ConfigFields.tsx';
import { type ChannelDraft, channelBody, draftOf } from '../channels/channel-draft.ts';
import { RoutingFields } from '../channels/RoutingFields.tsx';
import { request } from '../client/request.ts';
import { useSubmit } from '../client/use-submit.ts';
import { CheckBox } from '../ui/CheckBox.tsx';
import { InputField } from '../ui/InputField.tsx';
import { OwnerChoice } from '../ui/OwnerChoice.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  type: ChannelTypeView;
  /** null: a new one. */
  channel: ChannelView | null;
  clients: ClientOption[];
  isHubWide: boolean;
  /** In use. */
  tags: string[];
}

const LIST = '/settings/channels';

function save({ type, channel }: Props, draft: ChannelDraft) {
  const body = channelBody(draft, type.fields);
  if (channel) {
    const path = `/api/v1/channels/${encodeURIComponent(channel.channel_id)}`;
    return request('PUT', path, { ...body, is_enabled: draft.isEnabled });
  }
  const clientId = draft.clientId === '' ? null : draft.clientId;
  return request('POST', '/api/v1/channels', { ...body, type: type.type, client_id: clientId });
}

/** A channel: how its service is reached, what goes there and when. */
export default function ChannelForm(props: Props) {
  const { type, channel, clients, isHubWide, tags } = props;
  const [draft, setDraft] = useState(() =>
    draftOf(type, channel, isHubWide ? '' : (clients[0]?.client_id ?? '')),
  );
  const change = (changes: Partial<ChannelDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const setConfig = (name: string, value: string) =>
    setDraft((before) => ({ ...before, config: { ...before.config, [name]: value } }));
  const setRemoved = (name: string, isRemoved: boolean) =>
    setDraft((before) => {
      const others = before.removed.filter((one) => one !== name);
      return { ...before, removed: isRemoved ? [...others, name] : others };
    });
  const leave = () => window.location.assign(`${LIST}?saved`);
  const { problem, isBusy, submit, errorOf } = useSubmit(() => save(props, draft), leave);
  // Before its script runs a form would put its secrets into the address.
  return (
    <form class="form" method="post" onSubmit={submit}>
      {problem && <ProblemNote problem={problem} />}
      <InputField
        label="Name"
        name="name"
        value={draft.name}
        onInput={(name) => change({ name })}
        help="As you speak of it: “Family chat”."
        error={errorOf('name')}
        required
        maxLength={60}
      />
      {!channel && (
        <OwnerChoice
          clients={clients}
          isHubWide={isHubWide}
          value={draft.clientId}
          onChoose={(clientId) => change({ clientId })}
        />
      )}
      <ConfigFields
        fields={type.fields}
        values={draft.config}
        removed={draft.removed}
        channel={channel}
        onChange={setConfig}
        onRemove={setRemoved}
        errorOf={errorOf}
      />
      <RoutingFields draft={draft} tags={tags} onChange={change} errorOf={errorOf} />
      {channel && (
        <CheckBox
          name="is_enabled"
          word="On"
          explanation="Nothing is sent there while it is off."
          isChecked={draft.isEnabled}
          onChange={(isEnabled) => change({ isEnabled })}
        />
      )}
      <div class="row">
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          {channel ? 'Save' : 'Add channel'}
        </button>
        <a class="button quiet" href={LIST}>
          Cancel
        </a>
      </div>
    </form>
  );
}
