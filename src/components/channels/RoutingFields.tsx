import { useEffect } from 'preact/hooks';
import { SEVERITY_WORDS } from '../settings/severity-words.ts';
import { CheckBox } from '../ui/CheckBox.tsx';
import { CheckChoice } from '../ui/CheckChoice.tsx';
import { InputField } from '../ui/InputField.tsx';
import type { ChannelDraft } from './channel-draft.ts';

interface Props {
  draft: ChannelDraft;
  tags: readonly string[];
  onChange: (changes: Partial<ChannelDraft>) => void;
  errorOf: (field: string) => string | null;
}

function Waiting({ draft, onChange, errorOf }: Props) {
  return (
    <fieldset class="field parts">
      <legend>If nobody cares for it</legend>
      <CheckBox
        name="is_escalation"
        word="Only what nobody has acknowledged for a while"
        explanation="For a second person, who is told when the first does not answer."
        isChecked={draft.isEscalation}
        onChange={(isEscalation) => onChange({ isEscalation })}
      />
      {draft.isEscalation && (
        <InputField
          label="For (minutes)"
          name="routing.escalate_after_minutes"
          type="number"
          value={draft.minutes}
          onInput={(minutes) => onChange({ minutes })}
          error={errorOf('routing.escalate_after_minutes')}
          required
          min={1}
          max={10_080}
        />
      )}
    </fieldset>
  );
}

function QuietHours({ draft, onChange, errorOf }: Props) {
  const { quiet } = draft;
  const change = (changes: Partial<typeof quiet>) => onChange({ quiet: { ...quiet, ...changes } });
  // Only the browser knows where its person is.
  useEffect(() => {
    if (quiet.zone === '') change({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  }, []);
  return (
    <fieldset class="field parts">
      <legend>Quiet hours</legend>
      <CheckBox
        name="is_quiet"
        word="Leave it alone for some hours"
        explanation="What is still wrong at their end is told then."
        isChecked={draft.isQuiet}
        onChange={(isQuiet) => onChange({ isQuiet })}
      />
      {draft.isQuiet && (
        <>
          <div class="side-by-side">
            <InputField
              label="From"
              name="routing.quiet_hours.from"
              type="time"
              value={quiet.from}
              onInput={(from) => change({ from })}
              error={errorOf('routing.quiet_hours.from')}
              required
            />
            <InputField
              label="To"
              name="routing.quiet_hours.to"
              type="time"
              value={quiet.to}
              onInput={(to) => change({ to })}
              error={errorOf('routing.quiet_hours.to')}
              required
            />
          </div>
          <p class="help">{quiet.zone === '' ? '' : `As clocks go in ${quiet.zone}.`}</p>
          <CheckBox
            name="lets_critical_through"
            word="What is broken gets through"
            isChecked={quiet.lets_critical_through}
            onChange={(isThrough) => change({ lets_critical_through: isThrough })}
          />
        </>
      )}
    </fieldset>
  );
}

/** What goes to a channel, and when. */
export function RoutingFields(props: Props) {
  const { draft, tags, onChange, errorOf } = props;
  return (
    <>
      <CheckChoice
        legend="Which alerts"
        name="routing.severities"
        options={SEVERITY_WORDS}
        chosen={draft.severities}
        onChange={(severities) => onChange({ severities })}
        error={errorOf('routing.severities')}
      />
      <CheckBox
        name="routing.sends_resolved"
        word="Also when it is over"
        explanation="With how long it lasted."
        isChecked={draft.sendsResolved}
        onChange={(sendsResolved) => onChange({ sendsResolved })}
      />
      <InputField
        label="Only servers with a tag"
        name="routing.tags"
        value={draft.tags}
        onInput={(text) => onChange({ tags: text })}
        help="Separated by commas; any of them will do. Empty: every server."
        error={errorOf('routing.tags')}
        suggestions={tags}
      />
      <Waiting {...props} />
      <QuietHours {...props} />
    </>
  );
}
