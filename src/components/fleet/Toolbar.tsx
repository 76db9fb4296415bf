import { type Choice, ORDERS } from './card-order.ts';
import styles from './Toolbar.module.css';

interface Props {
  choice: Choice;
  onChange: (part: Partial<Choice>) => void;
  mayAdd: boolean;
}

/** Filter as you type, and the order of the cards. */
export function Toolbar({ choice, onChange, mayAdd }: Props) {
  return (
    <search class={styles.toolbar}>
      <input
        class="input"
        type="search"
        placeholder="Filter by name, tag or trouble"
        aria-label="Filter servers"
        value={choice.words}
        onInput={(event) => onChange({ words: event.currentTarget.value })}
      />
      <select
        class="input"
        aria-label="Sort servers"
        value={choice.order}
        onChange={(event) => {
          const order = ORDERS.find(([known]) => known === event.currentTarget.value);
          if (order) onChange({ order: order[0] });
        }}
      >
        {ORDERS.map(([order, label]) => (
          <option key={order} value={order}>
            {label}
          </option>
        ))}
      </select>
      {mayAdd && (
        <a class="button" href="/servers/new">
          Add server
        </a>
      )}
    </search>
  );
}
