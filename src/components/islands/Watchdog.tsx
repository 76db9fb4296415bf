import { useState } from 'preact/hooks';
import type { WatchdogView } from '../../collector/api/schema/channels.ts';
import { markOf } from '../../words/states.ts';
import { WatchdogForm } from '../channels/WatchdogForm.tsx';
import { request } from '../client/request.ts';
import { useTest } from '../client/use-test.ts';
import { Ago } from '../ui/Ago.tsx';
import { AskOnce } from '../ui/AskOnce.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { State } from '../ui/State.tsx';

const PATH = '/api/v1/watchdog';

function markFor({ failed_reason: reason, last_called_at: at }: WatchdogView) {
  if (reason !== null) return { ...markOf('high'), word: 'Not working' };
  return at === null ? { ...markOf('unknown'), word: 'Not called yet' } : markOf('ok');
}

function Standing({ watchdog, now }: { watchdog: WatchdogView; now: number }) {
  const { host, failed_reason: reason, last_called_at: at } = watchdog;
  return (
    <div class="entry">
      <div class="entry-head">
        <strong>{host}</strong>
        <State mark={markFor(watchdog)} />
      </div>
      {reason && <p class="small">{reason}</p>}
      {at && (
        <p class="dim small">
          Last called <Ago at={at} now={now} />
        </p>
      )}
    </div>
  );
}

interface ActionProps {
  isTesting: boolean;
  onTest: () => void;
  onChange: () => void;
  onRemove: () => void;
}

function Actions({ isTesting, onTest, onChange, onRemove }: ActionProps) {
  return (
    <div class="entry-actions">
      <button type="button" class="button" aria-disabled={isTesting} onClick={onTest}>
        {isTesting ? 'Calling…' : 'Call it now'}
      </button>
      <button type="button" class="button" onClick={onChange}>
        Change address
      </button>
      <button type="button" class="button danger" onClick={onRemove}>
        Remove<span class="visually-hidden"> the address that is called</span>
      </button>
    </div>
  );
}

/** The address outside that notices when the hub falls silent: set, call, change, remove. */
export default function Watchdog({ watchdog: start, now }: { watchdog: WatchdogView; now: number }) {
  const [watchdog, setWatchdog] = useState(start);
  const [isChanging, setIsChanging] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const refresh = async () => {
    const answer = await request<WatchdogView>('GET', PATH);
    if (answer.ok) setWatchdog(answer.data);
  };
  const { testing, result, problem, test } = useTest(refresh);
  const endChange = () => {
    setIsChanging(false);
    void refresh();
  };
  const endRemoval = (isRemoved: boolean) => {
    setIsLeaving(false);
    if (isRemoved) void refresh();
  };
  return (
    <div class="stack">
      {problem && <ProblemNote problem={problem} />}
      <p role="status" class={result ? undefined : 'visually-hidden'}>
        {testing ? 'Calling…' : result}
      </p>
      {watchdog.is_set && (
        <ul class="panel entries">
          <li>
            <Standing watchdog={watchdog} now={now} />
            <Actions
              isTesting={testing !== null}
              onTest={() => void test(`${PATH}/test`)}
              onChange={() => setIsChanging(true)}
              onRemove={() => setIsLeaving(true)}
            />
          </li>
        </ul>
      )}
      {(isChanging || !watchdog.is_set) && (
        <WatchdogForm
          path={PATH}
          onSaved={endChange}
          onCancel={watchdog.is_set ? () => setIsChanging(false) : undefined}
        />
      )}
      {isLeaving && (
        <AskOnce
          question="Let nobody watch the hub?"
          consequence="Nobody is told any more when the hub itself falls silent."
          verb="Remove address"
          path={PATH}
          onDone={endRemoval}
        />
      )}
    </div>
  );
}
