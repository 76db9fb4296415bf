import { useState } from 'preact/hooks';
import type { DeviceView } from '../../collector/api/schema/devices.ts';
import type { Problem } from '../client/problem.ts';
import { request } from '../client/request.ts';
import { SEVERITY_WORDS, type Severity } from '../settings/severity-words.ts';
import { CheckChoice } from '../ui/CheckChoice.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  device: DeviceView;
  onChanged: (device: DeviceView) => void;
}

/** Keeps each choice at once; one that the hub did not take is turned back. */
function useChoice({ device, onChanged }: Props) {
  const [chosen, setChosen] = useState<Severity[]>(device.severities);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const choose = async (severities: Severity[]) => {
    setChosen(severities);
    setIsSaved(false);
    const path = `/api/v1/devices/${encodeURIComponent(device.device_id)}`;
    const answer = await request<DeviceView>('PUT', path, { severities });
    setProblem(answer.ok ? null : answer.problem);
    setIsSaved(answer.ok);
    if (answer.ok) onChanged(answer.data);
    else setChosen(chosen);
  };
  return { chosen, problem, isSaved, choose };
}

/** Which alerts a device is sent. */
export function SeverityChoice(props: Props) {
  const { chosen, problem, isSaved, choose } = useChoice(props);
  return (
    <div class="stack">
      {problem && <ProblemNote problem={problem} />}
      <CheckChoice
        legend="It is sent alerts that are"
        name="severities"
        options={SEVERITY_WORDS}
        chosen={chosen}
        onChange={(severities) => void choose(severities)}
      />
      <p role="status" class="small soft">
        {isSaved && 'Kept.'} {chosen.length === 0 && 'Nothing is chosen: no alert is sent to this device.'}
      </p>
    </div>
  );
}
