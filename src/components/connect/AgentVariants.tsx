import { useState } from 'preact/hooks';
import { CopyText } from '../ui/CopyText.tsx';
import { RadioChoice } from '../ui/RadioChoice.tsx';
import { InstallOptions } from './InstallOptions.tsx';
import { commandWith, type Enrolment, NO_OPTIONS } from './install-command.ts';

const VARIANTS = [
  ['systemd', 'Install it', 'Debian, Ubuntu, Raspberry Pi OS, and others with systemd and Node 18'],
  ['docker', 'Docker Compose', 'needs nothing on the machine but Docker'],
  ['manual', 'By hand', 'runs until you stop it; needs Node 18'],
] as const;
type Variant = (typeof VARIANTS)[number][0];

function Systemd({ enrolment }: { enrolment: Enrolment }) {
  const [options, setOptions] = useState(NO_OPTIONS);
  return (
    <>
      <InstallOptions options={options} onChange={setOptions} />
      <CopyText text={commandWith(enrolment, options)} label="Command" />
    </>
  );
}

function Docker({ compose }: Enrolment) {
  return (
    <>
      <p>
        Save this as <code>compose.yaml</code> and run <code>docker compose up -d</code> beside it. The agent
        runs as root in its container and reaches Docker’s socket: that is root’s power on the machine.
      </p>
      <CopyText text={compose} label="compose.yaml" />
    </>
  );
}

/** Every way to put the agent on a machine; one is shown. */
export function AgentVariants({ enrolment }: { enrolment: Enrolment }) {
  const [variant, setVariant] = useState<Variant>('systemd');
  return (
    <>
      <RadioChoice
        legend="How"
        name="agent-variant"
        options={VARIANTS}
        chosen={variant}
        onChoose={setVariant}
      />
      {variant === 'systemd' && <Systemd enrolment={enrolment} />}
      {variant === 'docker' && <Docker {...enrolment} />}
      {variant === 'manual' && <CopyText text={enrolment.manual} label="Command" />}
    </>
  );
}
