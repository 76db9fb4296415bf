import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Ctx, requireScope } from '../../../context.ts';
import { notFound } from '../../../errors.ts';
import type { Fleet, ServerState } from '../../../fleet/index.ts';
import type { Metrics } from '../../../metrics/index.ts';
import type { Settings } from '../../../settings.ts';
import { covers } from '../../judge/covers.ts';
import { MAX_GAP_MS } from '../../judge/settle.ts';
import { requireSound } from '../change-rules.ts';
import { ruleOf } from '../defaults.ts';
import type { Rule, RuleDefinition } from '../schema.ts';
import { Firings } from './firings.ts';
import type { History } from './history.ts';
import { countSilences } from './silence-firings.ts';
import { countStates } from './state-firings.ts';
import { countValues } from './value-firings.ts';

export interface PreviewParts {
  fleet: Fleet;
  metrics: Metrics;
  settings: () => Settings;
}

/** How often a rule would have fired, had it been there. */
export interface Preview {
  /** Days of which anything is known. */
  days: number;
  times: number;
  /** How many it concerns. */
  servers: number;
  /** The worst first. */
  most: { serverId: string; subject: string; times: number }[];
}

const DAY_MS = 86_400_000;
const PREVIEW_DAYS = 30;
const MOST = 10;

/** What a rule that is not stored yet is judged as; on silence there are only the two that every hub has. */
function previewed({ watch, ...definition }: RuleDefinition, clientId: string | null): Rule {
  const whole = { watch, ...definition };
  if (watch.type !== 'silence') return ruleOf('preview', clientId, whole);
  return ruleOf(watch.reporter === 'agent' ? 'agent-offline' : 'push-offline', null, whole);
}

const coveredOf = ({ record, expected }: ServerState) => ({
  clientId: record.clientId,
  serverId: record.id,
  tags: record.tags,
  expected,
});

/** Servers of the asker's that the rule concerns, whatever of theirs it is about. */
function serversOf(fleet: Fleet, ctx: Ctx, rule: Rule): ServerState[] {
  const { watch, scope } = rule;
  const onServer = { ...rule, scope: { ...scope, subject: null } };
  return fleet
    .list(ctx)
    .filter((server) => covers(onServer, coveredOf(server), ''))
    .filter(({ record }) => watch.type !== 'silence' || watch.reporter === record.reportedBy);
}

function notedAfterSeconds(reporter: 'agent' | 'webhook', settings: Settings): number {
  return reporter === 'agent'
    ? settings.server_offline_seconds
    : settings.system_offline_warning_minutes * 60;
}

/** @returns since when anything is known of the server, in ms */
async function count(
  history: History,
  rule: Rule,
  server: ServerState,
  firings: Firings,
  settings: Settings,
): Promise<number> {
  const { watch } = rule;
  const { id, registeredAt } = server.record;
  const covered = coveredOf(server);
  const counted = () => {
    if (watch.type === 'metric') return countValues(history, rule, watch, covered, firings);
    if (watch.type === 'state') return countStates(history, rule, watch, covered, firings);
    return countSilences(history, watch, id, notedAfterSeconds(watch.reporter, settings), firings);
  };
  return Math.min(registeredAt, (await counted()) ?? registeredAt);
}

const daysBetween = (since: number, now: number, most: number) =>
  Math.min(most, Math.max(1, Math.ceil((now - since) / DAY_MS)));

/**
 * How often a rule would have fired in the last 30 days, by what is stored of the asker's servers; fewer days where
 * less is kept. It counts as though the rule had been made at the beginning of them. Others get their turn between
 * two servers.
 * @throws AppError `forbidden`, `invalid`; `not_found` for a client that the asker cannot see
 */
export async function previewRule(
  { fleet, metrics, settings }: PreviewParts,
  ctx: Ctx,
  definition: RuleDefinition,
  clientId: string | null,
  now: number,
): Promise<Preview> {
  const clientIds = requireScope(ctx, 'read');
  if (clientId !== null && !clientIds.includes(clientId)) throw notFound('client', clientId);
  const limits = settings();
  const rule = requireSound(previewed(definition, clientId), limits.heartbeat_interval_seconds);
  const kept = rule.watch.type === 'metric' ? limits.retention_raw_days : limits.retention_transitions_days;
  const days = Math.min(PREVIEW_DAYS, kept);
  const history = { metrics, fleet, ctx, clientIds, from: now - days * DAY_MS, to: now };
  const most: Preview['most'] = [];
  const servers = serversOf(fleet, ctx, rule);
  let since = now;
  for (const server of servers) {
    const { id: serverId, reportedBy } = server.record;
    const firings = new Firings(rule, MAX_GAP_MS[reportedBy]);
    since = Math.min(since, await count(history, rule, server, firings, limits));
    most.push(...[...firings.times].map(([subject, times]) => ({ serverId, subject, times })));
    await nextTurn();
  }
  return {
    days: daysBetween(since, now, days),
    times: most.reduce((sum, { times }) => sum + times, 0),
    servers: servers.length,
    most: most.sort((a, b) => b.times - a.times).slice(0, MOST),
  };
}
