import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeviceView } from '../../collector/api/schema/devices.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  device: DeviceView;
  onDone: (isRemoved: boolean) => void;
}

/** Names the device and asks once. */
export function RemoveDevice({ device, onDone }: Props) {
  const dialog: Ref<HTMLDialogElement> = useRef(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const remove = async () => {
    const answer = await request('DELETE', `/api/v1/devices/${encodeURIComponent(device.device_id)}`);
    if (answer.ok || answer.problem.status === 404) onDone(true);
    else setProblem(answer.problem);
  };
  return (
    <dialog ref={dialog} aria-labelledby="remove-question" onClose={() => onDone(false)}>
      <div class="stack">
        {problem && <ProblemNote problem={problem} />}
        <h2 id="remove-question">Remove “{device.name}”?</h2>
        <p>It gets no more notifications until they are turned on there again.</p>
        <div class="row">
          <button type="button" class="button danger primary" onClick={() => void remove()}>
            Remove device
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            Keep it
          </button>
        </div>
      </div>
    </dialog>
  );
}
