import type { Database } from '../../../db/open.ts';
import { bySeverity } from '../../words/severity.ts';
import type { Ctx } from '../context.ts';
import type { Settings } from '../settings.ts';
import { acknowledge, resolve, snooze } from './handle.ts';
import { FLAPPING_WITHIN_MS } from './judge/flapping.ts';
import { type JudgedRules, openJudge } from './judge/judge.ts';
import { receiveReported } from './judge/receive-reported.ts';
import { findAlert, listAlerts } from './list.ts';
import { openMemory } from './memory.ts';
import type { Mutes } from './mutes/index.ts';
import { type AlertQuery, alertStore } from './store.ts';
import type { AlertRow, Place, PushedAlert, React } from './types.ts';

export { adviceFor } from './advice.ts';
export type { JudgedReport, JudgedServer } from './judge/judge-report.ts';
export { REPORTED } from './judge/receive-reported.ts';
export type { SilentServer } from './judge/silence.ts';
export { keyOf } from './memory.ts';
export { type Mutes, openMutes } from './mutes/index.ts';
export { type Mute, silenceSchema, windowSchema } from './mutes/schema.ts';
export { activeUntil, nextStart } from './mutes/timetable.ts';
export { isDefaultRule } from './rules/defaults.ts';
export { openRules, type Rules } from './rules/index.ts';
export { type Preview, previewRule } from './rules/preview/index.ts';
export { type Rule, type RuleDefinition, ruleSchema } from './rules/schema.ts';
export { upsUnit } from './rules/ups.ts';
export type { AlertQuery, NewEvent } from './store.ts';
export type {
  AlertChange,
  AlertEventRow,
  AlertRow,
  AlertRow as Alert,
  EventKind,
  Judgement,
  PushedAlert,
  React,
  Reaction,
  Severity,
} from './types.ts';

const DAY_MS = 86_400_000;

export interface AlertDeps {
  database: Database;
  settings: () => Settings;
  rules: JudgedRules;
  mutes: Mutes;
}

/** Opens alerts and reads those that are not over into memory. */
export async function openAlerts({ database, settings, rules, mutes }: AlertDeps, now: number) {
  const store = alertStore(database);
  const memory = openMemory(await store.forMemory(now - FLAPPING_WITHIN_MS));
  const { judge, watchPresence } = openJudge({ store, memory, rules });
  const parts = { database, store, memory };
  return {
    mutes,
    /** What is wrong with a server and not over: worst first, of equals the newest. The caller may see the server. */
    openOf: (serverId: string): AlertRow[] =>
      [...(memory.ofServer(serverId)?.standing.values() ?? [])].sort(
        (a, b) => bySeverity(a, b) || b.createdAt - a.createdAt,
      ),
    /** Everything that is not over, of every client. */
    allStanding: memory.standing,
    /** How many are open of these clients; null: of every one. */
    openCount: (clientIds: readonly string[] | null): number => {
      const isCounted = ({ status, clientId }: AlertRow) =>
        status === 'open' && (clientIds === null || clientIds.includes(clientId));
      return memory.standing().filter(isCounted).length;
    },
    /** The one on a thing that stands; null: none. */
    standingOf: (serverId: string, key: string): AlertRow | null =>
      memory.ofServer(serverId)?.standing.get(key) ?? null,
    list: (ctx: Ctx, query: AlertQuery) => listAlerts(store, ctx, query),
    find: (ctx: Ctx, id: string) => findAlert(store, ctx, id),
    acknowledge: (ctx: Ctx, id: string, note: string | null, now: number) =>
      acknowledge(parts, ctx, id, note, now),
    snooze: (ctx: Ctx, id: string, minutes: number, now: number) => snooze(parts, ctx, id, minutes, now),
    resolve: (ctx: Ctx, id: string, react: React, now: number) => resolve(parts, ctx, id, react, now),
    /** One that stands, or that ended within the last hour; null for others. */
    rowOf: memory.rowOf,
    /** What reports of one server change; for the batch that stores them. */
    judge,
    /** What silence and changed rules change; of every server. Silence counts from when the hub could hear. */
    watchPresence,
    /** What a system says itself; for a batch of the caller's. */
    receiveReported: (place: Place, pushed: readonly PushedAlert[], now: number) =>
      receiveReported(store, memory, place, pushed, now),
    /** For those who tell people: a statement that changes columns, one that notes what happened, and what follows. */
    patch: store.patch,
    events: store.insertEvents,
    patched: memory.patch,
    /** The rows of a deleted server go with it. */
    forgotten: memory.forgetServer,
    /** Job: drops from memory what is over. */
    forgetOld: memory.forgetOld,
    /** Job: drops what has long been over. */
    prune: (now: number): Promise<void> =>
      database.write([store.deleteResolvedBefore(now - settings().retention_alerts_days * DAY_MS)]),
  };
}

export type Alerts = Awaited<ReturnType<typeof openAlerts>>;
