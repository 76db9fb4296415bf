import type { DeviceView } from '../../collector/api/schema/devices.ts';
import { Ago } from '../ui/Ago.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './DeviceTable.module.css';
import { severitiesInWords } from './severity-words.ts';

interface RowProps {
  device: DeviceView;
  now: number;
  isHere: boolean;
  /** False until the page can act. */
  isAwake: boolean;
  isSending: boolean;
  onTest: (device: DeviceView) => void;
  onRemove: (device: DeviceView) => void;
}

interface Props extends Omit<RowProps, 'device' | 'isHere' | 'isSending'> {
  devices: readonly DeviceView[];
  hereId: string | null;
  sendingId: string | null;
}

function Delivered({ device, now }: Pick<RowProps, 'device' | 'now'>) {
  const { last_delivered_at: at, failed_reason: reason } = device;
  return (
    <>
      {at ? <Ago at={at} now={now} /> : <span class="dim">Never</span>}
      {reason && <span class="soft"> · {reason}</span>}
    </>
  );
}

function Row({ device, now, isHere, isAwake, isSending, onTest, onRemove }: RowProps) {
  const { name } = device;
  return (
    <tr>
      <th scope="row">
        {name} {isHere && <span class="dim">(this one)</span>}
        <span class="narrow-only soft">Sent: {severitiesInWords(device.severities)}</span>
        <span class="narrow-only soft">
          Delivered: <Delivered device={device} now={now} />
        </span>
      </th>
      <td class="wide-only">{severitiesInWords(device.severities)}</td>
      <td class="wide-only">
        <Ago at={device.created_at} now={now} />
      </td>
      <td class="wide-only">
        <Delivered device={device} now={now} />
      </td>
      <td class="number">
        <div class={styles.actions}>
          <button
            type="button"
            class="button"
            disabled={!isAwake}
            aria-disabled={isSending}
            onClick={() => onTest(device)}
          >
            Send test<span class="visually-hidden"> to {name}</span>
          </button>
          <button type="button" class="button danger" disabled={!isAwake} onClick={() => onRemove(device)}>
            Remove<span class="visually-hidden"> {name}</span>
          </button>
        </div>
      </td>
    </tr>
  );
}

/** The person's devices, each with its test and its end. */
export function DeviceTable({ devices, hereId, sendingId, ...rest }: Props) {
  return (
    <ScrollRegion label="Your devices">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col" class="wide-only">
              Sent
            </th>
            <th scope="col" class="wide-only">
              Added
            </th>
            <th scope="col" class="wide-only">
              Last delivered
            </th>
            <th scope="col">
              <span class="visually-hidden">Test and remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => (
            <Row
              key={device.device_id}
              device={device}
              isHere={device.device_id === hereId}
              isSending={device.device_id === sendingId}
              {...rest}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
