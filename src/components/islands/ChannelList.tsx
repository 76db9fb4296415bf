import { useState } from 'preact/hooks';
import type { ChannelView } from '../../collector/api/schema/channels.ts';
import { ChannelEntry } from '../channels/ChannelEntry.tsx';
import { request } from '../client/request.ts';
import { useTest } from '../client/use-test.ts';
import { AskOnce } from '../ui/AskOnce.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  channels: ChannelView[];
  /** Ids of the channels that the asker may change. */
  own: string[];
  isSeveral: boolean;
  now: number;
}

const pathOf = ({ channel_id: id }: ChannelView): string => `/api/v1/channels/${encodeURIComponent(id)}`;

/** Channels with how they are: test, change, remove. */
export default function ChannelList({ channels: start, own, isSeveral, now }: Props) {
  const [channels, setChannels] = useState(start);
  const [leaving, setLeaving] = useState<ChannelView | null>(null);
  const refresh = async () => {
    const answer = await request<{ items: ChannelView[] }>('GET', '/api/v1/channels');
    if (answer.ok) setChannels(answer.data.items);
  };
  const { testing, result, problem, test } = useTest(refresh);
  const endRemoval = (isRemoved: boolean) => {
    setLeaving(null);
    if (isRemoved) void refresh();
  };
  return (
    <div class="stack">
      {problem && <ProblemNote problem={problem} />}
      <p role="status" class={result ? undefined : 'visually-hidden'}>
        {testing ? 'Sending…' : result}
      </p>
      {channels.length === 0 ? (
        <p class="soft">No channels yet. Choose below how messages should come.</p>
      ) : (
        <ul class="panel entries" aria-label="Channels">
          {channels.map((channel) => (
            <ChannelEntry
              key={channel.channel_id}
              channel={channel}
              now={now}
              isSeveral={isSeveral}
              isOwn={own.includes(channel.channel_id)}
              isTesting={testing === `${pathOf(channel)}/test`}
              onTest={() => void test(`${pathOf(channel)}/test`)}
              onRemove={() => setLeaving(channel)}
            />
          ))}
        </ul>
      )}
      {leaving && (
        <AskOnce
          question={`Remove “${leaving.name}”?`}
          consequence="Nothing is sent there any more, and its keys are forgotten. Its log stays."
          verb="Remove channel"
          path={pathOf(leaving)}
          onDone={endRemoval}
        />
      )}
    </div>
  );
}
