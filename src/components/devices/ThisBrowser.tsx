import type { DeviceView } from '../../collector/api/schema/devices.ts';
import type { Obstacle } from './obstacle.ts';
import { SeverityChoice } from './SeverityChoice.tsx';
import { TurnOn } from './TurnOn.tsx';

interface Props {
  /** The device this browser is; null: none yet. */
  device: DeviceView | null;
  obstacle: Obstacle | null;
  onAdded: (device: DeviceView) => void;
  onChanged: (device: DeviceView) => void;
  onObstacle: (obstacle: Obstacle) => void;
}

function InTheWay({ obstacle }: { obstacle: Obstacle }) {
  return (
    <div class="panel stack">
      <p>
        <strong>{obstacle.why}</strong>
      </p>
      {obstacle.steps.map((step) => (
        <p key={step}>{step}</p>
      ))}
    </div>
  );
}

/** Whether this browser shows notifications and which, how to turn them on, or what is in the way. */
export function ThisBrowser({ device, obstacle, onAdded, onChanged, onObstacle }: Props) {
  if (obstacle) return <InTheWay obstacle={obstacle} />;
  if (!device) return <TurnOn onAdded={onAdded} onObstacle={onObstacle} />;
  return (
    <div class="stack">
      <p>
        Notifications are on: this browser is <strong>{device.name}</strong>.
      </p>
      <SeverityChoice key={device.device_id} device={device} onChanged={onChanged} />
    </div>
  );
}
