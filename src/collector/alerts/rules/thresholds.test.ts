import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Thresholds } from '../../settings.ts';
import { DEFAULT_RULES, ruleOf } from './defaults.ts';
import type { Rule } from './schema.ts';
import { rulesWith, THRESHOLD_NAMES, thresholdsIn } from './thresholds.ts';

const rules = new Map(Object.entries(DEFAULT_RULES).map(([id, rule]) => [id, ruleOf(id, null, rule)]));
const find = (id: string): Rule | undefined => rules.get(id);
const changed = (changes: Partial<Thresholds>) => rulesWith(find, changes);

describe('thresholds and rules', () => {
  it.each(THRESHOLD_NAMES)('%s that is set is read again, and no other changes', (name) => {
    const changes = { [name]: DEFAULT_SETTINGS[name] - 1 };
    const after = new Map(changed(changes).map((rule) => [rule.id, rule]));
    const read = thresholdsIn((id) => after.get(id) ?? find(id), DEFAULT_SETTINGS);
    const before = thresholdsIn(find, DEFAULT_SETTINGS);
    expect(read).toEqual({ ...before, ...changes });
  });

  it('two of one rule change it once', () => {
    const both = changed({ disk_warning_percent: 70, disk_critical_percent: 75 });
    expect(both.map(({ id, watch }) => ({ id, watch }))).toEqual([
      { id: 'disk', watch: { ...DEFAULT_RULES.disk?.watch, warning: 70, critical: 75, clear: 68 } },
    ]);
  });

  it.each([
    { what: 'keeps its distance to the warning', warning: 70.1, clear: 68.1 },
    { what: 'does not go below nothing', warning: 1, clear: 0 },
  ])('the clear level $what', ({ warning, clear }) => {
    expect(changed({ disk_warning_percent: warning })[0]?.watch).toMatchObject({ warning, clear });
  });

  it('minutes are seconds in a rule on silence', () => {
    const [rule] = changed({ system_offline_warning_minutes: 10 });
    expect(rule?.watch).toMatchObject({ warning_seconds: 600, critical_seconds: 3600 });
  });

  it('nothing that changes changes no rule', () => {
    expect(changed({})).toEqual([]);
  });

  it('of a rule that is not there the default is told', () => {
    expect(thresholdsIn(() => undefined, DEFAULT_SETTINGS)).toMatchObject({ disk_warning_percent: 80 });
  });
});
