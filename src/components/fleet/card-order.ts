import type { Level, ServerCard } from '../../collector/api/schema/views.ts';
import { worstFirst } from '../../words/states.ts';

export const ORDERS = [
  ['worst', 'Worst first'],
  ['name', 'Name'],
  ['cpu', 'CPU'],
  ['memory', 'Memory'],
  ['disk', 'Disk'],
  ['seen', 'Last seen'],
] as const;
export type Order = (typeof ORDERS)[number][0];

export const STATES = ['all', 'online', 'look', 'offline', 'unknown'] as const;
export type StateFilter = (typeof STATES)[number];

export interface Choice {
  words: string;
  state: StateFilter;
  order: Order;
}

const TROUBLED: ReadonlySet<Level> = new Set(['low', 'medium', 'high', 'critical']);

export function hasState(card: Pick<ServerCard, 'state' | 'level'>, state: StateFilter): boolean {
  if (state === 'all') return true;
  if (state === 'look') return card.state === 'online' && TROUBLED.has(card.level);
  return card.state === state;
}

/** Every word must occur in the name, id, client, a tag or a reason. */
function hasWords(card: ServerCard, words: string): boolean {
  const text = [card.display_name, card.server_id, card.client_name, ...card.tags, ...card.reasons];
  const haystack = text.join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

const most = (value: number | null): number => value ?? -1;

const KEYS: Record<Exclude<Order, 'worst' | 'name'>, (card: ServerCard) => number> = {
  cpu: (card) => most(card.cpu_percent),
  memory: (card) => most(card.memory_percent),
  disk: (card) => most(card.disk_percent),
  seen: (card) => (card.last_seen === null ? 0 : Date.parse(card.last_seen)),
};

function inOrder(cards: ServerCard[], order: Order): ServerCard[] {
  const byName = [...cards].sort((a, b) => a.display_name.localeCompare(b.display_name));
  if (order === 'name') return byName;
  if (order === 'worst') return worstFirst(cards);
  const key = KEYS[order];
  return byName.sort((a, b) => key(b) - key(a));
}

/** The cards a person asked for, in the order they asked for. */
export function chooseCards(cards: readonly ServerCard[], choice: Choice): ServerCard[] {
  const chosen = cards.filter((card) => hasState(card, choice.state) && hasWords(card, choice.words));
  return inOrder(chosen, choice.order);
}
