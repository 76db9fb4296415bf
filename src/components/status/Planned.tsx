import { spanIn } from '../../words/status/index.ts';
import type { PublicMaintenance } from '../../words/status/public-page.ts';
import { nameList } from './name-list.ts';
import { StatusMark } from './StatusMark.tsx';
import type { Shown } from './shown.ts';

function Entry({ planned, page, words, now }: Shown & { planned: PublicMaintenance }) {
  return (
    <article id={planned.key} class="panel incident" data-state="maintenance">
      <h3 class="titled">
        <StatusMark state="maintenance" />
        <span>{planned.title}</span>
      </h3>
      <p>
        {planned.isNow && <b>{`${words.maintenanceNow} · `}</b>}
        {spanIn(words, page.zone, planned.startsAt, planned.endsAt, now)}
      </p>
      {planned.concerns.length > 0 && <p class="soft">{words.concerns(nameList(planned.concerns, words))}</p>}
      {planned.text !== null && <p class="said">{planned.text}</p>}
    </article>
  );
}

/** Work that goes on or is to come. Nothing when none is planned. */
export function Planned(shown: Shown) {
  const { page, words } = shown;
  if (page.maintenances.length === 0) return null;
  return (
    <section class="part">
      <h2>{words.headings.planned}</h2>
      {page.maintenances.map((planned) => (
        <Entry {...shown} planned={planned} />
      ))}
    </section>
  );
}
