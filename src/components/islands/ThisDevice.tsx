import { useEffect, useState } from 'preact/hooks';
import type { DeviceView } from '../../collector/api/schema/devices.ts';
import { request } from '../client/request.ts';
import { useTest } from '../client/use-test.ts';
import { deviceHere, findObstacle, forgetHere } from '../devices/browser-push.ts';
import { DeviceTable } from '../devices/DeviceTable.tsx';
import { InstallHint } from '../devices/InstallHint.tsx';
import type { Obstacle } from '../devices/obstacle.ts';
import { ThisBrowser } from '../devices/ThisBrowser.tsx';
import { AskOnce } from '../ui/AskOnce.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  devices: DeviceView[];
  now: number;
}

/** The person's devices, kept current with the hub. */
function useDevices(start: DeviceView[]) {
  const [devices, setDevices] = useState(start);
  const refresh = async () => {
    const answer = await request<{ items: DeviceView[] }>('GET', '/api/v1/devices');
    if (answer.ok) setDevices(answer.data.items);
  };
  return { devices, refresh };
}

/** What this browser is and can; nothing is known before it was looked at. */
function useHere() {
  const [isAwake, setIsAwake] = useState(false);
  const [obstacle, setObstacle] = useState<Obstacle | null>(null);
  const [hereId, setHereId] = useState<string | null>(null);
  const look = async () => {
    setObstacle(findObstacle());
    setHereId(await deviceHere().catch(() => null));
    setIsAwake(true);
  };
  useEffect(() => void look(), []);
  return { isAwake, obstacle, setObstacle, hereId, setHereId };
}

const pathOf = (id: string): string => `/api/v1/devices/${encodeURIComponent(id)}`;

/** Notifications in this browser: turn on, see all devices, test, remove. */
export default function ThisDevice({ devices: start, now }: Props) {
  const { devices, refresh } = useDevices(start);
  const { isAwake, obstacle, setObstacle, hereId, setHereId } = useHere();
  const { testing, result, problem, test } = useTest(refresh);
  const [leaving, setLeaving] = useState<DeviceView | null>(null);
  const here = devices.find((device) => device.device_id === hereId) ?? null;
  const showAdded = async (device: DeviceView) => {
    await refresh();
    setHereId(device.device_id);
  };
  const endRemoval = async (device: DeviceView, isRemoved: boolean) => {
    setLeaving(null);
    if (isRemoved && device.device_id === hereId) await forgetHere();
    if (isRemoved) await refresh();
  };
  return (
    <div class="stack-wide">
      {isAwake && (
        <ThisBrowser
          device={here}
          obstacle={obstacle}
          onAdded={(device) => void showAdded(device)}
          onChanged={() => void refresh()}
          onObstacle={setObstacle}
        />
      )}
      <div class="stack">
        <h2>Your devices</h2>
        {problem && <ProblemNote problem={problem} />}
        <p role="status" class={result ? undefined : 'visually-hidden'}>
          {testing ? 'Sending…' : result}
        </p>
        {devices.length === 0 ? (
          <p class="soft">None yet.</p>
        ) : (
          <DeviceTable
            devices={devices}
            now={now}
            hereId={hereId}
            sendingId={
              devices.find(({ device_id: id }) => testing === `${pathOf(id)}/test`)?.device_id ?? null
            }
            isAwake={isAwake}
            onTest={(device) => void test(`${pathOf(device.device_id)}/test`)}
            onRemove={setLeaving}
          />
        )}
      </div>
      {isAwake && !obstacle && <InstallHint />}
      {leaving && (
        <AskOnce
          question={`Remove “${leaving.name}”?`}
          consequence="It gets no more notifications until they are turned on there again."
          verb="Remove device"
          path={pathOf(leaving.device_id)}
          onDone={(isRemoved) => void endRemoval(leaving, isRemoved)}
        />
      )}
    </div>
  );
}
