import { useEffect, useState } from 'preact/hooks';
import type { FleetView } from '../../collector/api/schema/views.ts';
import { unbroken } from '../../words/figures.ts';
import { lightOf, wordOf } from '../../words/states.ts';
import { showOpenCount } from '../alerts/open-count.ts';
import { RecentAlerts } from '../alerts/RecentAlerts.tsx';
import { calmly, listen } from '../client/live.ts';
import { request } from '../client/request.ts';
import { Card } from '../fleet/Card.tsx';
import { type Choice, chooseCards } from '../fleet/card-order.ts';
import { Summary } from '../fleet/Summary.tsx';
import { Toolbar } from '../fleet/Toolbar.tsx';
import styles from './FleetBoard.module.css';

const LEAST_MS = 1000;

/** The lamp, the tab's icon and the number of open alerts stand outside the island. */
function lightLamp(fleet: FleetView): void {
  const light = lightOf(fleet.level);
  document.querySelector('#lamp [data-light]')?.setAttribute('data-light', light);
  const word = document.querySelector('#lamp [data-word]');
  if (word) word.textContent = `Fleet: ${wordOf(fleet.level)}.`;
  document.getElementById('favicon')?.setAttribute('href', `/lamp-${light}.svg`);
  showOpenCount(fleet.open_alerts);
}

function useLiveFleet(start: FleetView): FleetView {
  const [fleet, setFleet] = useState(start);
  useEffect(() => {
    const refresh = calmly(async () => {
      const answer = await request<FleetView>('GET', '/api/v1/fleet');
      if (!answer.ok) return;
      lightLamp(answer.data);
      setFleet(answer.data);
    }, LEAST_MS);
    return listen(refresh);
  }, []);
  return fleet;
}

/** The fleet page: sentence, summary, cards, recent alerts; live, filtered and sorted here. */
export function FleetBoard({ fleet: start, mayAdd }: { fleet: FleetView; mayAdd: boolean }) {
  const fleet = useLiveFleet(start);
  const [choice, setChoice] = useState<Choice>({ words: '', state: 'all', order: 'worst' });
  const change = (part: Partial<Choice>) => setChoice({ ...choice, ...part });
  const cards = chooseCards(fleet.servers, choice);
  const now = Date.parse(fleet.now);
  const hasClients = new Set(fleet.servers.map((card) => card.client_name)).size > 1;
  return (
    <div class={styles.board}>
      <p class={styles.sentence} aria-live="polite">
        {unbroken(fleet.sentence)}
      </p>
      <Summary fleet={fleet} chosen={choice.state} onChoose={(state) => change({ state })} />
      <Toolbar choice={choice} onChange={change} mayAdd={mayAdd} />
      <ul class={styles.cards} aria-label="Servers">
        {cards.map((card) => (
          <li key={card.server_id}>
            <Card card={card} now={now} showClient={hasClients} />
          </li>
        ))}
      </ul>
      {cards.length === 0 && (
        <p class="soft" role="status">
          No server fits.{' '}
          <button type="button" class="button quiet" onClick={() => change({ words: '', state: 'all' })}>
            Show all
          </button>
        </p>
      )}
      <RecentAlerts alerts={fleet.recent_alerts} now={now} />
    </div>
  );
}
