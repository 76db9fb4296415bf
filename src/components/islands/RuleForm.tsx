import { useState } from 'preact/hooks';
import type { RuleView } from '../../collector/api/schema/rules.ts';
import type { ClientOption } from '../../collector/api/views/types.ts';
import { request } from '../client/request.ts';
import { useSubmit } from '../client/use-submit.ts';
import { LevelFields } from '../rules/LevelFields.tsx';
import { type RuleDraft, ruleBody, ruleDraft } from '../rules/rule-draft.ts';
import { RULE_METRICS } from '../rules/rule-metrics.ts';
import { watchWords } from '../rules/rule-words.ts';
import { ScopeFields } from '../rules/ScopeFields.tsx';
import { usePreview } from '../rules/use-preview.ts';
import { WatchFields } from '../rules/WatchFields.tsx';
import type { ServerOption } from '../settings/server-options.ts';
import { CheckBox } from '../ui/CheckBox.tsx';
import { InputField } from '../ui/InputField.tsx';
import { OwnerChoice } from '../ui/OwnerChoice.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  /** null: a new one. */
  rule: RuleView | null;
  clients: ClientOption[];
  isHubWide: boolean;
  servers: ServerOption[];
}

const LIST = '/settings/rules';

/** The unit of a figure as it is chosen; of one without a known name that of the rule as it was. */
function unitOf({ type, metric }: RuleDraft, rule: RuleView | null): string {
  if (type !== 'metric') return '';
  const isSame = rule?.watch.type === 'metric' && rule.watch.metric === metric;
  return isSame ? rule.unit : (RULE_METRICS[metric]?.unit ?? '');
}

const whole = (draft: RuleDraft) => ({
  ...ruleBody(draft),
  client_id: draft.clientId === '' ? null : draft.clientId,
});

const save = (rule: RuleView | null, draft: RuleDraft) =>
  rule
    ? request('PUT', `/api/v1/rules/${encodeURIComponent(rule.rule_id)}`, ruleBody(draft))
    : request('POST', '/api/v1/rules', whole(draft));

/** A rule: what it watches, from where on it tells, whom it concerns, and how often that would have been. */
export default function RuleForm({ rule, clients, isHubWide, servers }: Props) {
  const [draft, setDraft] = useState(() => ruleDraft(rule, isHubWide ? '' : (clients[0]?.client_id ?? '')));
  const change = (changes: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const leave = () => window.location.assign(`${LIST}?saved`);
  const { problem, setProblem, isBusy, submit, errorOf } = useSubmit(() => save(rule, draft), leave);
  const { isLooking, words, look } = usePreview(setProblem);
  const fields = { draft, onChange: change, errorOf };
  return (
    <form class="form" onSubmit={submit}>
      {problem && <ProblemNote problem={problem} />}
      <InputField
        label="Name"
        name="name"
        value={draft.name}
        onInput={(name) => change({ name })}
        error={errorOf('name')}
        required
        maxLength={80}
      />
      {!rule && (
        <OwnerChoice
          clients={clients}
          isHubWide={isHubWide}
          value={draft.clientId}
          onChoose={(clientId) => change({ clientId })}
        />
      )}
      {rule?.is_default ? <p>It watches: {watchWords(rule.watch)}.</p> : <WatchFields {...fields} />}
      <LevelFields {...fields} unit={unitOf(draft, rule)} />
      {draft.type !== 'silence' && <ScopeFields {...fields} servers={servers} />}
      <CheckBox
        name="is_enabled"
        word="On"
        explanation="What is off opens no alerts, and those it has open are over."
        isChecked={draft.isEnabled}
        onChange={(isEnabled) => change({ isEnabled })}
      />
      <p role="status" class={words === '' ? 'visually-hidden' : undefined}>
        {words}
      </p>
      <div class="row">
        <button type="submit" class="button primary" aria-disabled={isBusy}>
          {rule ? 'Save' : 'Add rule'}
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={isLooking}
          onClick={(event) => void look(event.currentTarget.form, whole(draft))}
        >
          How often would this have fired?
        </button>
        <a class="button quiet" href={LIST}>
          Cancel
        </a>
      </div>
    </form>
  );
}
