import { useEffect, useState } from 'preact/hooks';
import type { DeviceTest, DeviceView } from '../../collector/api/schema/devices.ts';
import { type Problem, problemFrom } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { deviceHere, findObstacle, forgetHere } from '../devices/browser-push.ts';
import { DeviceTable } from '../devices/DeviceTable.tsx';
import type { Obstacle } from '../devices/obstacle.ts';
import { RemoveDevice } from '../devices/RemoveDevice.tsx';
import { ThisBrowser } from '../devices/ThisBrowser.tsx';
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

/** Sends a test and keeps what became of it. */
function useTest(refresh: () => Promise<void>) {
  const [sendingId, setSendingId] = useState<string | null>(null);
  const [result, setResult] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const sendTest = async ({ device_id }: DeviceView) => {
    if (sendingId !== null) return;
    setSendingId(device_id);
    setResult(null);
    setProblem(null);
    const path = `/api/v1/devices/${encodeURIComponent(device_id)}/test`;
    const answer = await request<DeviceTest>('POST', path);
    setSendingId(null);
    if (!answer.ok) setProblem(answer.problem);
    else if (answer.data.outcome === 'accepted') setResult(answer.data.message);
    else setProblem({ ...problemFrom(200, null), message: answer.data.message });
    await refresh();
  };
  return { sendingId, result, problem, sendTest };
}

/** Notifications in this browser: turn on, see all devices, test, remove. */
export default function ThisDevice({ devices: start, now }: Props) {
  const { devices, refresh } = useDevices(start);
  const { isAwake, obstacle, setObstacle, hereId, setHereId } = useHere();
  const { sendingId, result, problem, sendTest } = useTest(refresh);
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
          onObstacle={setObstacle}
        />
      )}
      <div class="stack">
        <h2>Your devices</h2>
        {problem && <ProblemNote problem={problem} />}
        <p role="status" class={result ? undefined : 'visually-hidden'}>
          {sendingId ? 'Sending…' : result}
        </p>
        {devices.length === 0 ? (
          <p class="soft">None yet.</p>
        ) : (
          <DeviceTable
            devices={devices}
            now={now}
            hereId={hereId}
            sendingId={sendingId}
            isAwake={isAwake}
            onTest={(device) => void sendTest(device)}
            onRemove={setLeaving}
          />
        )}
      </div>
      {leaving && (
        <RemoveDevice device={leaving} onDone={(isRemoved) => void endRemoval(leaving, isRemoved)} />
      )}
    </div>
  );
}
