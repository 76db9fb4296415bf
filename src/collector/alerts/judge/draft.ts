import { newId } from '../../id.ts';
import { type AlertMemory, type Dismissed, keyOf } from '../memory.ts';
import type { AlertStore } from '../store.ts';
import type { AlertChange, AlertRow, EventKind, Judgement, Place, Reporter } from '../types.ts';
import type { Track } from './settle.ts';

/** What a new alert says. */
export type Opening = Pick<
  AlertRow,
  | 'ruleId'
  | 'subject'
  | 'level'
  | 'severity'
  | 'type'
  | 'title'
  | 'message'
  | 'metricValue'
  | 'thresholdValue'
>;

interface Told {
  kind: AlertChange['kind'];
  reason: string;
  isLate: boolean;
}

/** Reads through what this judgement has changed so far to what memory holds. */
class Layer<T> {
  /** Made when something changes: most reports change nothing, and each has a draft. */
  #changed: Map<string, T | null> | null = null;
  readonly #below: ReadonlyMap<string, T> | undefined;
  constructor(below: ReadonlyMap<string, T> | undefined) {
    this.#below = below;
  }
  get(key: string): T | undefined {
    const changed = this.#changed?.get(key);
    return changed === undefined ? this.#below?.get(key) : (changed ?? undefined);
  }
  set(key: string, value: T | null): void {
    this.#changed ??= new Map();
    this.#changed.set(key, value);
  }
  writeTo(target: Map<string, T>): void {
    for (const [key, value] of this.#changed ?? []) {
      if (value === null) target.delete(key);
      else target.set(key, value);
    }
  }
}

/**
 * One server's alerts while a judgement is worked out. Memory stays as it is until the judgement is committed, and
 * then only those columns change that this judgement changed: a person may have acknowledged meanwhile.
 */
export class Draft {
  readonly place: Place;
  readonly standing: Layer<AlertRow>;
  readonly dismissed: Layer<Dismissed>;
  readonly tracks: Layer<Track>;
  readonly clearSince: Layer<number>;
  readonly toldAt: Layer<number>;
  readonly tellers: Layer<Reporter>;
  /** When what is judged happened, in ms: now, or when a report that waited says. */
  at: number;
  readonly #memory: AlertMemory;
  readonly #store: AlertStore;
  readonly #now: number;
  readonly #added: AlertRow[] = [];
  readonly #patches = new Map<string, Partial<AlertRow>>();
  readonly #events: { alert: AlertRow; kind: EventKind; reason: string; at: number }[] = [];
  readonly #changes: AlertChange[] = [];

  constructor(memory: AlertMemory, store: AlertStore, place: Place, now: number) {
    const below = memory.ofServer(place.serverId);
    this.#memory = memory;
    this.#store = store;
    this.#now = now;
    this.at = now;
    this.place = place;
    this.standing = new Layer(below?.standing);
    this.dismissed = new Layer(below?.dismissed);
    this.tracks = new Layer(below?.tracks);
    this.clearSince = new Layer(below?.clearSince);
    this.toldAt = new Layer(below?.toldAt);
    this.tellers = new Layer(below?.tellers);
  }

  /** Alerts that stood before this judgement. */
  before(): [string, AlertRow][] {
    return [...(this.#memory.ofServer(this.place.serverId)?.standing ?? [])];
  }

  dismissedKeys(): string[] {
    return [...(this.#memory.ofServer(this.place.serverId)?.dismissed.keys() ?? [])];
  }

  openingsOf(key: string): readonly number[] {
    const own = this.#added.filter((row) => keyOf(row.ruleId, row.subject) === key);
    const known = this.#memory.ofServer(this.place.serverId)?.openings.get(key) ?? [];
    return [...known, ...own.map(({ createdAt }) => createdAt)];
  }

  open(opening: Opening, isFlapping: boolean, told: Told): void {
    const row: AlertRow = {
      ...this.place,
      ...opening,
      id: newId(this.#now),
      status: 'open',
      createdAt: this.at,
      acknowledgedAt: null,
      acknowledgedBy: null,
      note: null,
      snoozedUntil: null,
      resolvedAt: null,
      resolvedBy: null,
      isDismissed: false,
      isFlapping,
      toldSeverity: null,
      quietReason: null,
      missedPushes: 0,
    };
    this.#added.push(row);
    this.standing.set(keyOf(row.ruleId, row.subject), row);
    this.#tell(row, told);
  }

  /** Changes columns; with `told` it is something that happened. */
  update(row: AlertRow, columns: Partial<AlertRow>, told?: Told): void {
    const after = { ...row, ...columns };
    const added = this.#added.findIndex(({ id }) => id === row.id);
    if (added >= 0) this.#added[added] = after;
    else this.#patches.set(row.id, { ...this.#patches.get(row.id), ...columns });
    const isOver = after.status === 'resolved';
    this.standing.set(keyOf(row.ruleId, row.subject), isOver ? null : after);
    if (told) this.#tell(after, told);
  }

  resolve(row: AlertRow, reason: string, isLate: boolean): void {
    const resolvedAt = Math.max(row.createdAt, this.at);
    const columns = { status: 'resolved', resolvedAt, isDismissed: false } as const;
    this.update(row, columns, { kind: 'resolved', reason, isLate });
  }

  /** What a person had dismissed has gone: when it comes back, it is news. */
  forgetDismissal(key: string): void {
    const entry = this.dismissed.get(key);
    if (!entry) return;
    this.dismissed.set(key, null);
    this.#patches.set(entry.id, { ...this.#patches.get(entry.id), isDismissed: false });
  }

  #tell(alert: AlertRow, { kind, reason, isLate }: Told): void {
    this.#events.push({ alert, kind, reason, at: this.at });
    this.#changes.push({ kind, alert, reason, isLate });
  }

  finish(): Judgement {
    const patches = [...this.#patches];
    return {
      statements: [
        // What is over first: another one on the same thing may stand for it.
        ...patches.map(([id, columns]) => this.#store.patch(this.place.clientId, id, columns)),
        ...this.#store.insert(this.#added),
        ...this.#store.insertEvents(this.#events, this.#now),
      ],
      changes: this.#changes,
      committed: () => {
        const own = this.#memory.forChange(this.place.serverId);
        for (const row of this.#added) this.#memory.add(row);
        for (const [id, columns] of patches) this.#memory.patch(id, columns);
        this.tracks.writeTo(own.tracks);
        this.clearSince.writeTo(own.clearSince);
        this.toldAt.writeTo(own.toldAt);
        this.tellers.writeTo(own.tellers);
      },
    };
  }
}
