import { CheckChoice } from '../ui/CheckChoice.tsx';
import { InputField } from '../ui/InputField.tsx';
import { RadioChoice } from '../ui/RadioChoice.tsx';
import type { WindowDraft } from './window-draft.ts';
import { DAYS } from './window-words.ts';

export interface WindowFieldsProps {
  draft: WindowDraft;
  onChange: (changes: Partial<WindowDraft>) => void;
  errorOf: (field: string) => string | null;
}

const TYPES = [
  ['weekly', 'Every week', 'Backups, scrubs, updates at night.'],
  ['once', 'Once', 'Something that is planned.'],
] as const;

interface SpanProps {
  type: 'time' | 'datetime-local';
  starts: string;
  ends: string;
  onStarts: (starts: string) => void;
  onEnds: (ends: string) => void;
  errorOf: (field: string) => string | null;
}

function Span({ type, starts, ends, onStarts, onEnds, errorOf }: SpanProps) {
  return (
    <div class={type === 'time' ? 'side-by-side' : 'side-by-side dates'}>
      <InputField
        label="Starts"
        name="timetable.starts"
        type={type}
        value={starts}
        onInput={onStarts}
        error={errorOf('timetable.starts')}
        required
      />
      <InputField
        label="Ends"
        name="timetable.ends"
        type={type}
        value={ends}
        onInput={onEnds}
        help={type === 'time' ? 'Not after the start: on the day after.' : undefined}
        error={errorOf('timetable.ends')}
        required
      />
    </div>
  );
}

/** When a window is: once, or on days of the week. */
export function TimetableFields({ draft, onChange, errorOf }: WindowFieldsProps) {
  const { type } = draft;
  return (
    <>
      <RadioChoice
        legend="How often"
        name="timetable.type"
        options={TYPES}
        chosen={type}
        onChoose={(chosen) => onChange({ type: chosen })}
      />
      {type === 'weekly' ? (
        <>
          <CheckChoice
            legend="Starting on"
            name="timetable.days"
            options={DAYS}
            chosen={draft.days}
            onChange={(days) => onChange({ days })}
            error={errorOf('timetable.days')}
          />
          <Span
            key="weekly"
            type="time"
            starts={draft.starts}
            ends={draft.ends}
            onStarts={(starts) => onChange({ starts })}
            onEnds={(ends) => onChange({ ends })}
            errorOf={errorOf}
          />
        </>
      ) : (
        <Span
          key="once"
          type="datetime-local"
          starts={draft.onceStarts}
          ends={draft.onceEnds}
          onStarts={(onceStarts) => onChange({ onceStarts })}
          onEnds={(onceEnds) => onChange({ onceEnds })}
          errorOf={errorOf}
        />
      )}
    </>
  );
}
