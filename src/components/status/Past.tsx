import { localTimeOf } from '../../words/local-time.ts';
import { dayIn } from '../../words/status/index.ts';
import type { PublicIncident } from '../../words/status/public-page.ts';
import { Incident } from './Incident.tsx';
import { byAge, wasCalm } from './past-incidents.ts';
import type { Shown } from './shown.ts';

function Older({ incidents, ...shown }: Shown & { incidents: readonly PublicIncident[] }) {
  const { page, words } = shown;
  const day = (incident: PublicIncident | undefined) =>
    incident ? dayIn(words, page.zone, localTimeOf(page.zone, incident.startedAt).date) : '';
  const [from, to] = [day(incidents.at(-1)), day(incidents[0])];
  return (
    <details id="older">
      <summary>{from === to ? from : `${from} – ${to}`}</summary>
      <div class="part">
        {incidents.map((incident) => (
          <Incident {...shown} incident={incident} />
        ))}
      </div>
    </details>
  );
}

/** What is over: the last two weeks as they were, the rest behind one tap. Nothing where nobody wrote of what was. */
export function Past(shown: Shown) {
  const { page, words, now } = shown;
  const { recent, older } = byAge(page.past, now);
  const isCalm = wasCalm(page);
  if (page.past.length === 0 && !isCalm) return null;
  return (
    <section class="part">
      <h2>{words.headings.past}</h2>
      {isCalm && <p class="soft">{words.noPast}</p>}
      {recent.map((incident) => (
        <Incident {...shown} incident={incident} />
      ))}
      {older.length > 0 && <Older {...shown} incidents={older} />}
    </section>
  );
}
