import type { ChannelView } from '../../collector/api/schema/channels.ts';
import { Ago } from '../ui/Ago.tsx';
import { State } from '../ui/State.tsx';
import { channelMark, channelTrouble, routingWords } from './channel-words.ts';

interface Props {
  channel: ChannelView;
  now: number;
  /** Whether there are several clients to tell apart. */
  isSeveral: boolean;
  isOwn: boolean;
  isTesting: boolean;
  onTest: () => void;
  onRemove: () => void;
}

function Words({ channel, now, isSeveral }: Pick<Props, 'channel' | 'now' | 'isSeveral'>) {
  const trouble = channelTrouble(channel);
  const whose = isSeveral ? ` · ${channel.client_name ?? 'Every client'}` : '';
  return (
    <div class="entry">
      <div class="entry-head">
        <strong>{channel.name}</strong>
        <span class="dim small">{channel.type_label + whose}</span>
        <State mark={channelMark(channel)} />
      </div>
      {trouble !== '' && <p class="small">{trouble}</p>}
      <p class="soft small">{routingWords(channel.routing).join(' · ')}</p>
      {channel.last_delivered_at && (
        <p class="dim small">
          Last delivered <Ago at={channel.last_delivered_at} now={now} />
        </p>
      )}
    </div>
  );
}

/** A channel, how it is, and what can be done to it. */
export function ChannelEntry({ isOwn, isTesting, onTest, onRemove, ...told }: Props) {
  const { channel } = told;
  const hidden = <span class="visually-hidden"> {channel.name}</span>;
  return (
    <li>
      <Words {...told} />
      {isOwn && (
        <div class="entry-actions">
          <button type="button" class="button" aria-disabled={isTesting} onClick={onTest}>
            {isTesting ? 'Sending…' : 'Send test'}
            <span class="visually-hidden"> to {channel.name}</span>
          </button>
          <a class="button" href={`/settings/channels/${channel.channel_id}`}>
            Edit{hidden}
          </a>
          <button type="button" class="button danger" onClick={onRemove}>
            Remove{hidden}
          </button>
        </div>
      )}
    </li>
  );
}
