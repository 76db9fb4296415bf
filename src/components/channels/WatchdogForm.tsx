import { useState } from 'preact/hooks';
import { request } from '../client/request.ts';
import { useSubmit } from '../client/use-submit.ts';
import { InputField } from '../ui/InputField.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface Props {
  path: string;
  onSaved: () => void;
  /** Absent: there is no other address to keep. */
  onCancel?: (() => void) | undefined;
}

/** Takes the address that the hub calls. */
export function WatchdogForm({ path, onSaved, onCancel }: Props) {
  const [url, setUrl] = useState('');
  const done = () => {
    setUrl('');
    onSaved();
  };
  const { problem, isBusy, submit, errorOf } = useSubmit(
    () => request('PUT', path, { url: url.trim() }),
    done,
  );
  // Before its script runs a form would put what is secret into the address.
  return (
    <form class="form" method="post" onSubmit={submit}>
      {problem && <ProblemNote problem={problem} />}
      <InputField
        label="Address to call"
        name="url"
        type="url"
        value={url}
        onInput={setUrl}
        help="Whoever knows it can pretend that the hub is well, so only its host is shown later."
        error={errorOf('url')}
        placeholder="https://hc-ping.com/…"
        required
        maxLength={2000}
      />
      <div class="row">
        <button type="submit" class="button" aria-disabled={isBusy}>
          Save address
        </button>
        {onCancel && (
          <button type="button" class="button quiet" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}
