import { exactIn, incidentTitleOf, updateText } from '../../words/status/index.ts';
import type { PublicIncident, PublicState, PublicUpdate } from '../../words/status/public-page.ts';
import { nameList } from './name-list.ts';
import { StatusMark } from './StatusMark.tsx';
import type { Shown } from './shown.ts';

type Props = Shown & { incident: PublicIncident };

/** What an incident means for what it concerns; undefined: nothing. Under watch is not well yet. */
function stateOf({ impact, state }: PublicIncident): PublicState | undefined {
  if (state === 'resolved') return 'working';
  if (impact === 'none') return undefined;
  return state === 'monitoring' ? 'impaired' : impact;
}

function Update({ update, page, words }: Shown & { update: PublicUpdate }) {
  return (
    <li>
      <p class="said">{updateText(update, words)}</p>
      <p class="small soft">
        <b>{words.incidentStates[update.state]}</b>
        {' · '}
        <time datetime={new Date(update.at).toISOString()}>{exactIn(words, page.zone, update.at)}</time>
        {update.by !== null && ` · ${words.by(update.by)}`}
      </p>
    </li>
  );
}

/** What is being done, or was, newest first. */
export function Incident({ incident, ...shown }: Props) {
  const { words } = shown;
  const title = incidentTitleOf(incident, words);
  const state = stateOf(incident);
  return (
    <article id={incident.key} class="panel incident" data-state={state}>
      <h3 class="titled">
        {state && <StatusMark state={state} />}
        <span>{title}</span>
      </h3>
      {incident.title !== null && incident.concerns.length > 0 && (
        <p class="soft">{words.concerns(nameList(incident.concerns, words))}</p>
      )}
      <ol class="updates">
        {incident.updates.map((update) => (
          <Update {...shown} update={update} />
        ))}
      </ol>
    </article>
  );
}
