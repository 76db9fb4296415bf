import { InputField } from '../ui/InputField.tsx';
import { RadioChoice } from '../ui/RadioChoice.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import type { RuleFieldsProps } from './LevelFields.tsx';
import type { RuleDraft } from './rule-draft.ts';
import { RULE_METRICS } from './rule-metrics.ts';

const TYPES: readonly [RuleDraft['type'], string, string][] = [
  ['metric', 'A figure', 'How full, how warm, how busy.'],
  ['state', 'A state', 'Of services, containers, pools, disks.'],
];
const COMPARISONS = [
  ['above', 'Too much of it'],
  ['below', 'Too little of it'],
] as const;
const KINDS = [
  ['service', 'Expected services'],
  ['container', 'Containers'],
  ['pool', 'Storage pools'],
  ['disk', 'Disks'],
  ['replication', 'Replication'],
] as const;
/** The choice that is none of those known. */
const OTHER = '';

const KNOWN = Object.entries(RULE_METRICS).map(([name, { label }]) => [name, label] as const);

function MetricFields({ draft, onChange, errorOf }: RuleFieldsProps) {
  const isKnown = Object.hasOwn(RULE_METRICS, draft.metric);
  return (
    <>
      <SelectField
        label="Figure"
        name="known_metric"
        options={[...KNOWN, [OTHER, 'Another, by its name']]}
        value={isKnown ? draft.metric : OTHER}
        onChoose={(metric) => onChange({ metric })}
      />
      {!isKnown && (
        <InputField
          label="Name of the figure"
          name="watch.metric"
          value={draft.metric}
          onInput={(metric) => onChange({ metric })}
          help="As the API and exports name it, without the part after the colon: load_5m."
          error={errorOf('watch.metric')}
          required
          maxLength={255}
        />
      )}
      <SelectField
        label="Trouble is"
        name="watch.comparison"
        options={COMPARISONS}
        value={draft.comparison}
        onChoose={(comparison) => onChange({ comparison: comparison as RuleDraft['comparison'] })}
      />
    </>
  );
}

/** What a rule watches: a figure or a state. On silence there are only the rules that every hub has. */
export function WatchFields(props: RuleFieldsProps) {
  const { draft, onChange } = props;
  return (
    <>
      <RadioChoice
        legend="It watches"
        name="watch.type"
        options={TYPES}
        chosen={draft.type}
        onChoose={(type) => onChange({ type })}
      />
      {draft.type === 'metric' && <MetricFields {...props} />}
      {draft.type === 'state' && (
        <SelectField
          label="State of"
          name="watch.kind"
          options={KINDS}
          value={draft.kind}
          onChoose={(kind) => onChange({ kind: kind as RuleDraft['kind'] })}
        />
      )}
    </>
  );
}
