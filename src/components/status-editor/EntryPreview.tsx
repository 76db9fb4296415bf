import { en } from '../../words/status/en.ts';
import { incidentTitleOf } from '../../words/status/incident-title.ts';
import { State } from '../ui/State.tsx';
import styles from './Editor.module.css';
import type { ComponentOption } from './IncidentFields.tsx';
import { type FactsDraft, factsBody, type UpdateDraft, updateBody } from './incident-draft.ts';
import { incidentMark } from './status-words.ts';

interface Props {
  facts: FactsDraft;
  update: UpdateDraft;
  components: readonly ComponentOption[];
}

/** What readers will see of an update, as it is in English. */
export function EntryPreview({ facts, update, components }: Props) {
  const { state, template, text, by } = updateBody(update);
  const concerns = components.filter(([key]) => facts.components.includes(key)).map(([, name]) => name);
  return (
    <section class={`stack ${styles.aside}`} aria-labelledby="preview-title">
      <h2 id="preview-title">As it will read</h2>
      <div class="panel stack">
        <h3>{incidentTitleOf({ title: factsBody(facts).title, concerns }, en)}</h3>
        <State mark={incidentMark({ state, impact: facts.impact })} />
        {template && <p>{en.templates[template]}</p>}
        {text && <p class={styles.said}>{text}</p>}
        {by && <p class="soft small">{en.by(by)}</p>}
      </div>
    </section>
  );
}
