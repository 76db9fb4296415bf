import { isOlder } from '../../../words/version.ts';
import { type Alert, type Alerts, isDefaultRule } from '../../alerts/index.ts';
import type { Fleet, ServerState } from '../../fleet/index.ts';
import { presenceOf } from '../../fleet/index.ts';
import type { Latest, Metrics } from '../../metrics/index.ts';
import type { Settings } from '../../settings.ts';
import type { Level } from '../schema/views.ts';
import { meterLevels } from './levels.ts';
import { standing } from './standing.ts';
import { storageOf } from './storage.ts';

/** What views tell of an alert. */
export type OpenAlert = Pick<Alert, 'id' | 'severity' | 'message' | 'createdAt' | 'status'>;

/** What every view of a server draws on. */
export interface ViewParts {
  fleet: Fleet;
  metrics: Metrics;
  settings: () => Settings;
  /** The hub's own, and that of the agent it hands out. */
  version: string;
  /** Open alerts of a server, worst first. */
  alerts: Pick<Alerts, 'openOf' | 'allStanding' | 'list'>;
}

/** A time as the API writes it. */
export function iso(at: number): string;
export function iso(at: number | null | undefined): string | null;
export function iso(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : new Date(at).toISOString();
}

const NOTHING: Latest = { at: 0, values: new Map(), rates: new Map() };

/** The newest numbers; none where a workflow has pushed without any for as long as silence may last. */
function latestOf(metrics: Metrics, { record, lastSeenAt }: ServerState, limits: Settings): Latest {
  const latest = metrics.latest(record.id) ?? NOTHING;
  const behindMs = (lastSeenAt ?? 0) - latest.at;
  const isOld = behindMs > limits.system_offline_warning_minutes * 60_000;
  return record.reportedBy === 'webhook' && isOld ? NOTHING : latest;
}

/** Of the containers that are there. */
function unhealthyOf({ facts, states }: ServerState): string[] {
  const names = Object.keys(facts.containers ?? {});
  return names.filter((name) => states.get(`container:${name}`)?.state === 'unhealthy');
}

/** Whether its agent is older than the one this hub hands out; one that a workflow has taken over for has none. */
function hasOldAgent({ record }: ServerState, newest: string): boolean {
  const { agentVersion, reportedBy } = record;
  return reportedBy === 'agent' && agentVersion !== null && isOlder(agentVersion, newest);
}

/** What a card says by present values already; batteries it knows by their alerts alone. */
const isToldByValues = (ruleId: string) => isDefaultRule(ruleId) && !ruleId.startsWith('ups-');

/** A server with its newest numbers and how well it is. */
export function observed(
  { metrics, settings, alerts, version }: ViewParts,
  server: ServerState,
  now: number,
) {
  const { record, states } = server;
  const limits = settings();
  const latest = latestOf(metrics, server, limits);
  const { values } = latest;
  const status = presenceOf(server);
  const storage = storageOf(server, values, limits);
  const openAlerts = alerts.openOf(record.id);
  const { level, reasons } = standing(
    {
      presence: status,
      reportedBy: record.reportedBy,
      offlineMs: status === 'offline' ? now - (states.get('server:')?.since ?? now) : 0,
      values,
      cpuCores: server.facts.cpuCores ?? null,
      expected: server.expected,
      serviceState: (name) => states.get(`service:${name}`)?.state,
      storage,
      unhealthy: unhealthyOf(server),
      alerts: openAlerts.filter(({ ruleId }) => !isToldByValues(ruleId)),
    },
    limits,
  );
  const meters = meterLevels(values, storage.pools.length > 0, limits);
  return {
    server,
    latest,
    values,
    level: level as Level,
    reasons,
    status,
    storage,
    openAlerts,
    meters,
    hasOldAgent: hasOldAgent(server, version),
  };
}

export type Observed = ReturnType<typeof observed>;
