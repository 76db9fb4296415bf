import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES, ruleOf } from './defaults.ts';
import { ruleProblem, thresholdProblem } from './rule-problem.ts';
import type { MetricWatch, Rule, SilenceWatch, Watch } from './schema.ts';

const known = (id: string, watch: Partial<Watch> = {}, changes: Partial<Rule> = {}): Rule => {
  const definition = DEFAULT_RULES[id];
  if (!definition) throw new Error(`No rule ${id}`);
  return { ...ruleOf(id, null, definition), ...changes, watch: { ...definition.watch, ...watch } as Watch };
};
const own = (watch: Watch): Rule => ({ ...known('memory'), id: 'own', isDefault: false, watch });
const ABOVE: MetricWatch = {
  type: 'metric',
  metric: 'load_5m',
  comparison: 'above',
  warning: 4,
  critical: 8,
  clear: 3,
};
const BELOW: MetricWatch = { ...ABOVE, comparison: 'below', warning: 8, critical: 4, clear: 9 };
const SILENCE: SilenceWatch = {
  type: 'silence',
  reporter: 'agent',
  warning_seconds: null,
  critical_seconds: 300,
};
const NO_STATES: Watch = { type: 'state', kind: 'pool', warning_states: [], critical_states: [] };

describe('a rule', () => {
  it.each<{ what: string; rule: Rule; field: string | null }>([
    { what: 'with two levels that rise', rule: own(ABOVE), field: null },
    { what: 'with two levels that fall', rule: own(BELOW), field: null },
    { what: 'with the worse level alone', rule: own({ ...ABOVE, warning: null }), field: null },
    { what: 'on something pushed', rule: own({ ...ABOVE, metric: 'reported_value' }), field: null },
    { what: 'that is over where it begins', rule: own({ ...ABOVE, clear: 4 }), field: null },
    {
      what: 'without a level',
      rule: own({ ...ABOVE, warning: null, critical: null }),
      field: 'watch.warning',
    },
    { what: 'with one level twice', rule: own({ ...ABOVE, critical: 4 }), field: 'watch.critical' },
    { what: 'with levels that fall above', rule: own({ ...ABOVE, critical: 2 }), field: 'watch.critical' },
    { what: 'with levels that rise below', rule: own({ ...BELOW, critical: 9 }), field: 'watch.critical' },
    { what: 'that is over above its level', rule: own({ ...ABOVE, clear: 5 }), field: 'watch.clear' },
    { what: 'that is over below its level', rule: own({ ...BELOW, clear: 7 }), field: 'watch.clear' },
    {
      what: 'on a metric of no meaning',
      rule: own({ ...ABOVE, metric: 'moon_phase' }),
      field: 'watch.metric',
    },
    {
      what: 'on a counter',
      rule: own({ ...ABOVE, metric: 'network_rx_bytes' }),
      field: 'watch.metric',
    },
    { what: 'on no state', rule: own(NO_STATES), field: 'watch.warning_states' },
    { what: 'on silence that somebody adds', rule: own(SILENCE), field: 'watch.type' },
    {
      what: 'on silence for one server',
      rule: known('agent-offline', {}, { scope: { tag: null, server_id: 'nas', subject: null } }),
      field: 'scope',
    },
    {
      what: 'on an agent that misses one report',
      rule: known('agent-offline', { critical_seconds: 119 }),
      field: 'watch.critical_seconds',
    },
    {
      what: 'on an agent that misses two reports',
      rule: known('agent-offline', { critical_seconds: 120 }),
      field: null,
    },
    {
      what: 'on an agent that is a little silent',
      rule: known('agent-offline', { warning_seconds: 120 }),
      field: 'watch.warning_seconds',
    },
    {
      what: 'on pushes with levels that fall',
      rule: known('push-offline', { warning_seconds: 7200 }),
      field: 'watch.critical_seconds',
    },
    {
      what: 'on pushes with one level',
      rule: known('push-offline', { warning_seconds: null }),
      field: 'watch.warning_seconds',
    },
    {
      what: 'on pushes after half a minute, which no setting can say',
      rule: known('push-offline', { warning_seconds: 90 }),
      field: 'watch.warning_seconds',
    },
    {
      what: 'of every hub, without a level that is a threshold',
      rule: known('memory', { warning: null, critical: 95 }),
      field: 'watch.warning',
    },
    {
      what: 'of every hub, with more than all of a disk',
      rule: known('disk', { critical: 120 }),
      field: 'watch.critical',
    },
    {
      what: 'of every hub, on another figure',
      rule: known('memory', { metric: 'cpu_percent' }),
      field: 'watch.metric',
    },
    {
      what: 'of every hub, turned round',
      rule: known('ups-battery', { comparison: 'below' }),
      field: 'watch.comparison',
    },
    { what: 'of every hub, on something else', rule: known('memory', NO_STATES), field: 'watch.type' },
    {
      what: 'of every hub, with a level that it had not',
      rule: known('memory', { critical: 95 }),
      field: null,
    },
  ])('$what', ({ rule, field }) => {
    expect(ruleProblem(rule, 60)?.field ?? null).toBe(field);
  });
});

describe('a threshold', () => {
  const rules = new Map([known('memory', { critical: 90 }), known('cpu')].map((rule) => [rule.id, rule]));
  const problem = (changes: object) => thresholdProblem((id) => rules.get(id), changes);
  it('stays below the worse level that a person gave its rule', () => {
    expect(problem({ cpu_warning_percent: 99, memory_warning_percent: 90 })?.setting).toBe(
      'memory_warning_percent',
    );
    expect(problem({ memory_warning_percent: 89 })).toBeNull();
  });
});
