import { openDatabase } from '../db/open.ts';
import { openJudge } from '../src/collector/alerts/judge/judge.ts';
import type { JudgedReport } from '../src/collector/alerts/judge/judge-report.ts';
import { openMemory } from '../src/collector/alerts/memory.ts';
import type { Rule } from '../src/collector/alerts/rules/schema.ts';
import { alertStore } from '../src/collector/alerts/store.ts';
import type { Judgement, Reporter } from '../src/collector/alerts/types.ts';

const database = await openDatabase('file::memory:');

const MINUTE = 60_000;
const BASE = {
  warning_severity: 'high',
  critical_severity: 'critical',
  for_seconds: 0,
  consecutive: 1,
} as const;
export const ANY = { tag: null, server_id: null, subject: null };
const limits = { comparison: 'above', warning: 80, critical: 90, clear: 78 } as const;

const rule = (id: string, watch: Rule['watch'], changes: Partial<Rule> = {}): Rule => ({
  ...BASE,
  id,
  name: id,
  clientId: null,
  isDefault: true,
  is_enabled: true,
  scope: ANY,
  watch,
  ...changes,
});
export const DISK = rule('disk', { type: 'metric', metric: 'disk_percent', ...limits });
const CPU = rule(
  'cpu',
  { type: 'metric', metric: 'cpu_percent', ...limits, critical: null },
  { for_seconds: 600 },
);
const SERVICE = rule('service', {
  type: 'state',
  kind: 'service',
  warning_states: ['stopped', 'failed'],
  critical_states: ['stopped', 'failed'],
});
const POOL = rule('pool-health', {
  type: 'state',
  kind: 'pool',
  warning_states: ['degraded'],
  critical_states: ['faulted'],
});
const OFFLINE = rule('push-offline', {
  type: 'silence',
  reporter: 'webhook',
  warning_seconds: 1800,
  critical_seconds: 3600,
});
export const RULES = [DISK, CPU, SERVICE, POOL, OFFLINE];

export type Step =
  | {
      at: number;
      values?: Record<string, number>;
      states?: Record<string, string>;
      isLate?: boolean;
      reportedBy?: Reporter;
      /** What the hub's clock shows, where that is another time. */
      now?: number;
      /** A person resolves what stands while this is written. */
      dismissedMeanwhile?: true;
    }
  | { at: number; offlineSince: number; heardAt?: number; listeningSince?: number }
  | { at: number; acknowledge: true }
  | { at: number; dismiss: true }
  | { at: number; rules: Rule[] };

const SERVER = {
  clientId: 'home',
  serverId: 'media',
  tags: ['attic'],
  expected: [
    { name: 'plex', critical: true },
    { name: 'sonarr', critical: false },
  ],
};

function reportOf({
  at,
  values = {},
  states = {},
  isLate = false,
  reportedBy = 'agent',
}: Extract<Step, { values?: object }>): JudgedReport {
  return {
    at: at * MINUTE,
    reportedBy,
    names: Object.keys(values),
    values: Object.values(values),
    isLate,
    states: Object.entries(states).map(([key, state]) => {
      const [kind, subject = ''] = key.split(':');
      return { kind: kind as 'service', subject, state };
    }),
  };
}

/** What the steps change, a line each: "12: opened high disk|/data". */
export function story(steps: Step[], rules: Rule[] = RULES): string[] {
  let current = rules;
  let version = 1;
  const memory = openMemory([]);
  const find = (id: string) => current.find((one) => one.id === id);
  const parts = { all: () => current, find, version: () => version };
  const judge = openJudge({ store: alertStore(database), memory, rules: parts });

  function handle(isDismissed: boolean): void {
    const columns = isDismissed ? { status: 'resolved', isDismissed } : { status: 'acknowledged' };
    for (const { id } of memory.standing()) memory.patch(id, columns as { status: 'resolved' });
  }

  function judged(step: Step, now: number): Judgement | null {
    if ('rules' in step) {
      current = step.rules;
      version += 1;
      const presence = {
        presence: 'online',
        reportedBy: 'webhook',
        offlineSince: null,
        lastSeenAt: null,
      } as const;
      return judge.watchPresence([{ ...SERVER, ...presence }], 0, now);
    }
    if ('offlineSince' in step) {
      const { offlineSince, heardAt = null, listeningSince = 0 } = step;
      const lastSeenAt = heardAt === null ? null : heardAt * MINUTE;
      const presence = { presence: 'offline', reportedBy: 'webhook', lastSeenAt } as const;
      const silent = { ...SERVER, ...presence, offlineSince: offlineSince * MINUTE };
      return judge.watchPresence([silent], listeningSince * MINUTE, now);
    }
    if ('acknowledge' in step || 'dismiss' in step) {
      handle('dismiss' in step);
      return null;
    }
    return judge.judge(SERVER, [reportOf(step)], now);
  }

  return steps.flatMap((step) => {
    const now = 'now' in step && step.now !== undefined ? step.now : step.at;
    const judgement = judged(step, now * MINUTE);
    if ('dismissedMeanwhile' in step) handle(true);
    judgement?.committed();
    return (judgement?.changes ?? []).map(({ kind, alert }) => {
      const { severity, ruleId, subject, status } = alert;
      return `${step.at}: ${kind} ${severity} ${ruleId}|${subject} ${status}`;
    });
  });
}

export const data = (at: number, percent: number) => ({ at, values: { 'mount_percent:/data': percent } });
export const plex = (at: number, state: string) => ({ at, states: { 'service:plex': state } });
