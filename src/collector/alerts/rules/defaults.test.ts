import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, thresholdsSchema } from '../../settings.ts';
import type { Level } from '../types.ts';
import { DEFAULT_RULES, ruleOf, typeOf } from './defaults.ts';
import { ruleProblem } from './rule-problem.ts';
import { ruleSchema } from './schema.ts';
import { THRESHOLD_NAMES, thresholdsIn } from './thresholds.ts';

const { heartbeat_interval_seconds: interval } = DEFAULT_SETTINGS;

describe('the rules that every hub has', () => {
  it.each(Object.entries(DEFAULT_RULES))('%s is one that a person could write', (id, rule) => {
    expect(ruleSchema.parse(rule)).toEqual(rule);
    expect(ruleProblem(ruleOf(id, null, rule), interval)).toBeNull();
  });

  it('hold the thresholds of the requirements', () => {
    const others = thresholdsSchema.parse({
      ...DEFAULT_SETTINGS,
      ...Object.fromEntries(THRESHOLD_NAMES.map((name) => [name, 30])),
    });
    expect(thresholdsIn((id) => DEFAULT_RULES[id], others)).toEqual(thresholdsSchema.parse(DEFAULT_SETTINGS));
  });
});

describe('the type of an alert', () => {
  it.each<[string, Level, string]>([
    ['disk', 'warning', 'disk_warning'],
    ['disk', 'critical', 'disk_critical'],
    ['pool-health', 'critical', 'pool_faulted'],
    ['disk-health', 'critical', 'smart_failed'],
    ['service', 'warning', 'service_down'],
    ['agent-offline', 'critical', 'server_offline'],
    ['0198c0de-0000-7000-8000-000000000000', 'warning', 'rule_warning'],
    ['0198c0de-0000-7000-8000-000000000000', 'critical', 'rule_critical'],
    ['constructor', 'warning', 'rule_warning'],
  ])('of rule %s at a %s level is %s', (ruleId, level, type) => {
    expect(typeOf(ruleId, level)).toBe(type);
  });
});
