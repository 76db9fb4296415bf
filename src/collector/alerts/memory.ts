import { FLAPPING_WITHIN_MS, isRecent } from './judge/flapping.ts';
import type { Track } from './judge/settle.ts';
import type { AlertRow, Reporter } from './types.ts';

/** What a person resolved, as bad as it was then. */
export type Dismissed = Pick<AlertRow, 'id' | 'level' | 'severity'>;

/** What is known of one server's alerts. Keys are those of `keyOf`. */
export interface ServerAlerts {
  /** Not resolved, by what they are about. */
  standing: Map<string, AlertRow>;
  /** Resolved by a person while the cause was there; with the level that it had. */
  dismissed: Map<string, Dismissed>;
  /** When each opened within the last hour, in ms. */
  openings: Map<string, number[]>;
  tracks: Map<string, Track>;
  /** Since when one that comes and goes has been away, and when a report last told of a thing; in ms. */
  clearSince: Map<string, number>;
  toldAt: Map<string, number>;
  /** Who told last of a thing that is in trouble: the reports of others prove nothing by leaving it out. */
  tellers: Map<string, Reporter>;
}

const EMPTY = (): ServerAlerts => ({
  standing: new Map(),
  dismissed: new Map(),
  openings: new Map(),
  tracks: new Map(),
  clearSince: new Map(),
  toldAt: new Map(),
  tellers: new Map(),
});

/** How long a resolved alert is remembered, for messages that are still on their way. */
const REMEMBERED_MS = FLAPPING_WITHIN_MS;

/** What an alert is about, within its server. */
export const keyOf = (ruleId: string, subject: string): string => `${ruleId}|${subject}`;

/** Alerts that are not over, those that just were, and what rules have seen lately. */
export interface AlertMemory {
  ofServer: (serverId: string) => ServerAlerts | undefined;
  /** The same; made when there is none. */
  forChange: (serverId: string) => ServerAlerts;
  rowOf: (id: string) => AlertRow | null;
  standing: () => AlertRow[];
  add: (row: AlertRow) => void;
  /** Brings a row up to date with what was committed. */
  patch: (id: string, columns: Partial<AlertRow>) => void;
  forgetServer: (serverId: string) => void;
  forgetOld: (now: number) => void;
}

/** @param rows of the database: standing, dismissed, and those of the last hour */
export function openMemory(rows: readonly AlertRow[]): AlertMemory {
  const byId = new Map<string, AlertRow>();
  const servers = new Map<string, ServerAlerts>();

  function forChange(serverId: string): ServerAlerts {
    const known = servers.get(serverId) ?? EMPTY();
    servers.set(serverId, known);
    return known;
  }

  /** Puts a row where its status says. */
  function place(row: AlertRow): void {
    const { standing, dismissed } = forChange(row.serverId);
    const key = keyOf(row.ruleId, row.subject);
    if (row.status !== 'resolved') standing.set(key, row);
    else if (standing.get(key)?.id === row.id) standing.delete(key);
    if (row.status === 'resolved' && row.isDismissed) dismissed.set(key, row);
    else if (dismissed.get(key)?.id === row.id) dismissed.delete(key);
  }

  function add(row: AlertRow): void {
    byId.set(row.id, row);
    place(row);
    const { openings } = forChange(row.serverId);
    const key = keyOf(row.ruleId, row.subject);
    const recent = (openings.get(key) ?? []).filter((at) => isRecent(at, row.createdAt));
    openings.set(key, [...recent, row.createdAt]);
  }

  for (const row of rows) add(row);
  return {
    ofServer: (serverId) => servers.get(serverId),
    forChange,
    rowOf: (id) => byId.get(id) ?? null,
    standing: () => [...byId.values()].filter(({ status }) => status !== 'resolved'),
    add,
    patch: (id, columns) => {
      const row = byId.get(id);
      // As on disk: what a person resolved meanwhile stays as it was then.
      if (!row || (row.status === 'resolved' && columns.status !== undefined)) return;
      Object.assign(row, columns);
      place(row);
    },
    forgetServer: (serverId) => {
      servers.delete(serverId);
      for (const [id, row] of byId) if (row.serverId === serverId) byId.delete(id);
    },
    forgetOld: (now) => {
      for (const [id, { status, resolvedAt, isDismissed }] of byId) {
        const isOld = status === 'resolved' && now - (resolvedAt ?? 0) > REMEMBERED_MS;
        if (isOld && !isDismissed) byId.delete(id);
      }
      for (const { openings } of servers.values()) {
        for (const [key, at] of openings) {
          if (!at.some((one) => isRecent(one, now))) openings.delete(key);
        }
      }
    },
  };
}
