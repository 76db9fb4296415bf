import type { Direction } from './page-edits.ts';

interface Props {
  /** Of the thing in the draft: after a move the button that was pressed has the focus again. */
  id: string;
  name: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (direction: Direction) => void;
  onRemove: () => void;
}

const ARROWS: Record<Direction, string> = { up: 'M10 16V4M5 9l5-5 5 5', down: 'M10 4v12M5 11l5 5 5-5' };

/** The id of a button that moves something. */
export const moveId = (id: string, direction: Direction): string => `move-${direction}-${id}`;

function Move({ id, name, direction, isEnd, onMove }: Props & { direction: Direction; isEnd: boolean }) {
  return (
    <button
      type="button"
      class="button quiet"
      id={moveId(id, direction)}
      aria-disabled={isEnd}
      onClick={() => !isEnd && onMove(direction)}
    >
      <svg
        viewBox="0 0 20 20"
        width="20"
        height="20"
        fill="none"
        stroke="currentColor"
        stroke-width="1.75"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path d={ARROWS[direction]} />
      </svg>
      <span class="visually-hidden">
        Move {name} {direction}
      </span>
    </button>
  );
}

/** Moves something up or down, or takes it away. */
export function MoveButtons(props: Props) {
  return (
    <div class="entry-actions">
      <Move {...props} direction="up" isEnd={props.isFirst} />
      <Move {...props} direction="down" isEnd={props.isLast} />
      <button type="button" class="button quiet" onClick={props.onRemove}>
        Remove<span class="visually-hidden"> {props.name}</span>
      </button>
    </div>
  );
}
