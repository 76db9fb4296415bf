import type { FleetView, Level } from '../../collector/api/schema/views.ts';
import type { StateFilter } from './card-order.ts';
import styles from './Summary.module.css';

interface Props {
  fleet: FleetView;
  chosen: StateFilter;
  onChoose: (state: StateFilter) => void;
}

type Counted = [StateFilter, string, number, Level];

const figuresOf = (fleet: FleetView): Counted[] => [
  ['online', 'Online', fleet.online, 'ok'],
  ['look', 'Need a look', fleet.needs_look, 'medium'],
  ['offline', 'Offline', fleet.offline, 'critical'],
  ['unknown', 'Not known', fleet.unknown, 'unknown'],
];

/** The figures of the fleet; each is also the filter for its servers. */
export function Summary({ fleet, chosen, onChoose }: Props) {
  return (
    <fieldset class={styles.summary}>
      <legend class="visually-hidden">Show only servers that are</legend>
      {figuresOf(fleet).map(([state, label, count, level]) => (
        <button
          type="button"
          key={state}
          class={styles.figure}
          data-level={count > 0 ? level : undefined}
          aria-pressed={chosen === state}
          onClick={() => onChoose(chosen === state ? 'all' : state)}
        >
          <span class={styles.count}>{count}</span>
          <span class={styles.label}>{label}</span>
        </button>
      ))}
    </fieldset>
  );
}
