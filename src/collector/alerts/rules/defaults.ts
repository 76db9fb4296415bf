import type { Level } from '../types.ts';
import type { MetricWatch, Rule, RuleDefinition, StateWatch, Watch } from './schema.ts';

const ANY = { tag: null, server_id: null, subject: null } as const;

type Extra = Partial<Omit<RuleDefinition, 'name' | 'watch'>>;
const define = (name: string, watch: Watch, extra: Extra = {}): RuleDefinition => ({
  name,
  watch,
  warning_severity: 'high',
  critical_severity: 'critical',
  for_seconds: 0,
  consecutive: 1,
  scope: ANY,
  is_enabled: true,
  ...extra,
});

const above = (
  metric: string,
  warning: number,
  critical: number | null,
  clear: number | null,
): MetricWatch => ({
  type: 'metric',
  metric,
  comparison: 'above',
  warning,
  critical,
  clear,
});
const below = (metric: string, warning: number, critical: number, clear: number | null): MetricWatch => ({
  ...above(metric, warning, critical, clear),
  comparison: 'below',
});
const state = (
  kind: StateWatch['kind'],
  warning_states: string[],
  critical_states: string[] = [],
): StateWatch => ({
  type: 'state',
  kind,
  warning_states,
  critical_states,
});
const about = (subject: string) => ({ scope: { ...ANY, subject } });

/**
 * The rules that every hub has, by their ids. Levels are those of the requirements (disk and pool 80/90 %, memory 85,
 * CPU 90 % for ten minutes, disk 45/55 °C, silence 180 s and 30/60 min), severities those of the design; clear levels
 * lie so far below that a figure which wavers does not open and close. What a battery ends with is where small UPSes
 * themselves warn and call for a shutdown (CyberPower's `battery.charge.warning` 20 % and `battery.runtime.low` 300 s,
 * as NUT shows them), the milder levels twice as early and more.
 */
export const DEFAULT_RULES: Readonly<Record<string, RuleDefinition>> = {
  disk: define('Disk usage', above('disk_percent', 80, 90, 78)),
  pool: define('Pool usage', above('pool_percent', 80, 90, 78)),
  'pool-health': define(
    'Health of pools',
    state('pool', ['degraded'], ['faulted', 'unavail', 'suspended', 'removed', 'offline']),
  ),
  'disk-temperature': define('Temperature of disks', above('disk_temperature_celsius', 45, 55, 43), {
    warning_severity: 'medium',
    critical_severity: 'high',
  }),
  'disk-health': define('Health of disks', state('disk', [], ['fail'])),
  memory: define('Memory usage', above('memory_percent', 85, null, 80), { warning_severity: 'medium' }),
  cpu: define('CPU busy', above('cpu_percent', 90, null, 80), {
    warning_severity: 'medium',
    for_seconds: 600,
  }),
  service: define('Services', state('service', ['stopped', 'failed'], ['stopped', 'failed']), {
    warning_severity: 'medium',
    critical_severity: 'high',
  }),
  container: define('Health of containers', state('container', ['unhealthy']), {
    warning_severity: 'medium',
  }),
  replication: define('Replication', state('replication', ['failed']), { warning_severity: 'medium' }),
  updates: define('Security updates', above('security_updates', 1, null, null), { warning_severity: 'low' }),
  'agent-offline': define('Servers that fall silent', {
    type: 'silence',
    reporter: 'agent',
    warning_seconds: null,
    critical_seconds: 180,
  }),
  'push-offline': define('Systems that a workflow reports', {
    type: 'silence',
    reporter: 'webhook',
    warning_seconds: 1800,
    critical_seconds: 3600,
  }),
  'ups-battery': define('Running on battery', above('reported_value', 1, null, null), {
    ...about('ups_on_battery'),
    consecutive: 2,
  }),
  'ups-charge': define(
    'Charge of the battery',
    below('reported_value', 50, 20, 55),
    about('ups_battery_charge'),
  ),
  'ups-runtime': define(
    'Runtime of the battery',
    below('reported_value', 600, 300, 660),
    about('ups_battery_runtime'),
  ),
};

const TYPES: Record<string, Record<Level, string>> = {
  disk: { warning: 'disk_warning', critical: 'disk_critical' },
  pool: { warning: 'pool_warning', critical: 'pool_critical' },
  'pool-health': { warning: 'pool_degraded', critical: 'pool_faulted' },
  'disk-temperature': { warning: 'disk_temperature_warning', critical: 'disk_temperature_critical' },
  'disk-health': { warning: 'smart_failed', critical: 'smart_failed' },
  memory: { warning: 'memory_warning', critical: 'memory_critical' },
  cpu: { warning: 'cpu_warning', critical: 'cpu_critical' },
  service: { warning: 'service_down', critical: 'service_down' },
  container: { warning: 'container_unhealthy', critical: 'container_unhealthy' },
  replication: { warning: 'replication_failed', critical: 'replication_failed' },
  updates: { warning: 'update_available', critical: 'update_available' },
  'agent-offline': { warning: 'server_offline', critical: 'server_offline' },
  'push-offline': { warning: 'server_offline', critical: 'server_offline' },
  'ups-battery': { warning: 'ups_on_battery', critical: 'ups_on_battery' },
  'ups-charge': { warning: 'ups_battery_low', critical: 'ups_battery_low' },
  'ups-runtime': { warning: 'ups_battery_low', critical: 'ups_battery_low' },
};
const OWN_TYPES: Record<Level, string> = { warning: 'rule_warning', critical: 'rule_critical' };

/** The type of an alert in the API's words; it follows the level. */
export function typeOf(ruleId: string, level: Level): string {
  return (Object.hasOwn(TYPES, ruleId) ? TYPES[ruleId] : undefined)?.[level] ?? OWN_TYPES[level];
}

export const isDefaultRule = (id: string): boolean => Object.hasOwn(DEFAULT_RULES, id);

/** A rule with its place. */
export function ruleOf(id: string, clientId: string | null, definition: RuleDefinition): Rule {
  return { ...definition, id, clientId, isDefault: isDefaultRule(id) };
}
