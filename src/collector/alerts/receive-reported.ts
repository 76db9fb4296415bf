import type { Statement } from '../../../db/open.ts';
import { newId } from '../id.ts';
import { compareReported, type Reported, titleOf } from './compare-reported.ts';
import type { AlertStore } from './store.ts';
import type { AlertRow, Place, PushedAlert } from './types.ts';

/** Open alerts of each server, as they are now. */
export type AlertMemory = Map<string, AlertRow[]>;

function rowOf(
  { clientId, serverId }: Place,
  { subject, severity, message }: Reported,
  now: number,
): AlertRow {
  return {
    id: newId(now),
    clientId,
    serverId,
    severity,
    type: 'reported',
    subject,
    title: titleOf(message),
    message,
    metricValue: null,
    thresholdValue: null,
    status: 'open',
    createdAt: now,
    acknowledgedAt: null,
    resolvedAt: null,
    missedPushes: 0,
  };
}

/**
 * What a system's own alerts change. One stands until three pushes in a row that tell of alerts leave it out.
 * Memory follows when `committed` is called after the batch.
 */
export function receiveReported(
  store: AlertStore,
  memory: AlertMemory,
  place: Place,
  pushed: readonly PushedAlert[],
  now: number,
): { statements: Statement[]; committed: () => void } {
  const open = memory.get(place.serverId) ?? [];
  const changes = compareReported(open, pushed, now);
  const opened = changes.opened.map((reported) => rowOf(place, reported, now));
  const updated = new Map(changes.updated.map((row) => [row.id, row]));
  return {
    statements: [...store.insert(opened), ...changes.updated.map(store.update)],
    committed: () => {
      const after = [...open.map((row) => updated.get(row.id) ?? row), ...opened];
      memory.set(
        place.serverId,
        after.filter(({ status }) => status !== 'resolved'),
      );
    },
  };
}
