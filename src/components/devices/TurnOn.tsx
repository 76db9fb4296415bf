import { useState } from 'preact/hooks';
import type { DeviceView } from '../../collector/api/schema/devices.ts';
import type { Problem } from '../client/problem.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { TextField } from '../ui/TextField.tsx';
import { findObstacle, registerHere } from './browser-push.ts';
import { deviceName } from './device-name.ts';
import type { Obstacle } from './obstacle.ts';

interface Props {
  onAdded: (device: DeviceView) => void;
  onObstacle: (obstacle: Obstacle) => void;
}

const NOT_ANSWERED: Problem = {
  message: 'The browser asked whether Porchlight may show notifications, and got no answer.',
  field: null,
  remediation: ['Try again and choose “Allow”.'],
  status: 0,
};

/** Asks the browser for permission and makes it a device. */
export function TurnOn({ onAdded, onObstacle }: Props) {
  const [name, setName] = useState(() => deviceName(navigator.userAgent));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const register = async (): Promise<Problem | null> => {
    if ((await Notification.requestPermission()) !== 'granted') {
      const obstacle = findObstacle();
      if (obstacle) onObstacle(obstacle);
      return obstacle ? null : NOT_ANSWERED;
    }
    const answer = await registerHere(name.trim());
    if (answer.ok) onAdded(answer.data);
    return answer.ok ? null : answer.problem;
  };
  const turnOn = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    setProblem(await register());
    setIsBusy(false);
  };
  return (
    <form class="form" onSubmit={(event) => void turnOn(event)}>
      {problem && <ProblemNote problem={problem} />}
      <TextField
        label="Name of this device"
        name="name"
        value={name}
        onInput={setName}
        help="So that you can tell your devices apart."
        error={problem?.field === 'name' ? problem.message : null}
        required
        maxLength={60}
      />
      <div>
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          Turn on notifications
        </button>
      </div>
    </form>
  );
}
