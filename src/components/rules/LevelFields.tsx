import { SEVERITY_WORDS } from '../settings/severity-words.ts';
import { InputField } from '../ui/InputField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import type { RuleDraft } from './rule-draft.ts';

export interface RuleFieldsProps {
  draft: RuleDraft;
  onChange: (changes: Partial<RuleDraft>) => void;
  errorOf: (field: string) => string | null;
}

interface BeginProps extends RuleFieldsProps {
  level: 'warning' | 'critical';
  unit: string;
}

const SEVERITIES = SEVERITY_WORDS.map(([severity, word]) => [severity, word] as const);
const STATE_HELP: Record<RuleDraft['kind'], string> = {
  service: 'As systemd says: stopped, failed.',
  container: 'As the engine says: exited, restarting, unhealthy.',
  pool: 'As ZFS says: degraded, faulted, unavail.',
  disk: 'By its own test: fail.',
  replication: 'As the last run ended: failed.',
};

const withUnit = (label: string, unit: string): string => (unit === '' ? label : `${label} (${unit})`);

function MetricBegin({ draft, onChange, errorOf, level, unit }: BeginProps) {
  return (
    <InputField
      label={withUnit(draft.comparison === 'above' ? 'From' : 'At most', unit)}
      name={`watch.${level}`}
      type="number"
      step="any"
      value={draft[level]}
      onInput={(value) => onChange({ [level]: value })}
      error={errorOf(`watch.${level}`)}
    />
  );
}

function StateBegin({ draft, onChange, errorOf, level }: BeginProps) {
  const key = `${level}States` as const;
  const isMarked = draft.kind === 'service' && level === 'critical';
  return (
    <InputField
      label={isMarked ? 'States of services that are marked as critical' : 'States'}
      name={`watch.${level}_states`}
      value={draft[key]}
      onInput={(states) => onChange({ [key]: states })}
      help={`${STATE_HELP[draft.kind]} With commas between.`}
      error={errorOf(`watch.${level}_states`)}
    />
  );
}

function SilenceBegin({ draft, onChange, errorOf, level }: BeginProps) {
  const key = `${level}Minutes` as const;
  return (
    <InputField
      label="After (minutes)"
      name={`watch.${level}_seconds`}
      type="number"
      min={0.5}
      step="any"
      value={draft[key]}
      onInput={(minutes) => onChange({ [key]: minutes })}
      error={errorOf(`watch.${level}_seconds`)}
    />
  );
}

const BEGINS = { metric: MetricBegin, state: StateBegin, silence: SilenceBegin };

function Level(props: BeginProps & { legend: string }) {
  const { draft, onChange, errorOf, level, legend } = props;
  const Begin = BEGINS[draft.type];
  const key = `${level}Severity` as const;
  return (
    <fieldset class="field parts">
      <legend>{legend}</legend>
      <div class="side-by-side">
        <Begin {...props} />
        <SelectField
          label="It is then"
          name={`${level}_severity`}
          options={SEVERITIES}
          value={draft[key]}
          onChoose={(severity) => onChange({ [key]: severity as RuleDraft[typeof key] })}
          error={errorOf(`${level}_severity`)}
        />
      </div>
    </fieldset>
  );
}

/** From where on a rule tells, in two levels of which either may be left out, and when it is over. */
export function LevelFields({ unit, ...props }: RuleFieldsProps & { unit: string }) {
  const { draft, onChange, errorOf } = props;
  // An agent that is silent is offline: there is nothing in between.
  const hasOne = draft.type === 'silence' && draft.reporter === 'agent';
  return (
    <>
      {!hasOne && <Level {...props} unit={unit} level="warning" legend="First level" />}
      <Level {...props} unit={unit} level="critical" legend={hasOne ? 'Level' : 'Second level'} />
      {draft.type === 'metric' && (
        <InputField
          label={withUnit(draft.comparison === 'above' ? 'Over below' : 'Over above', unit)}
          name="watch.clear"
          type="number"
          step="any"
          value={draft.clear}
          onInput={(clear) => onChange({ clear })}
          help="A little away from the first level, so that it does not come and go. Empty: where the first level begins."
          error={errorOf('watch.clear')}
        />
      )}
    </>
  );
}
