import { CATALOGUE } from '../../metrics/index.ts';
import type { Thresholds } from '../../settings.ts';
import type { SettingProblem } from '../../settings-rules.ts';
import { DEFAULT_RULES } from './defaults.ts';
import type { MetricWatch, Rule, SilenceWatch, StateWatch } from './schema.ts';
import { PLACES, rulesWith, THRESHOLD_NAMES, thresholdFault } from './thresholds.ts';

/** What is wrong with a rule, at the field that says it. */
export interface RuleProblem {
  field: string;
  message: string;
}

const problem = (field: string, message: string): RuleProblem => ({ field, message });

/** An agent that missed one report may still be well; one that missed two has fallen silent. */
const MISSED_REPORTS = 2;

function metricProblem(watch: MetricWatch): RuleProblem | null {
  const known = CATALOGUE.get(watch.metric);
  if (!known) return problem('watch.metric', 'is no metric that this hub knows');
  // What is judged are the values of reports, and of a counter those only ever grow.
  if (known.kind === 'counter')
    return problem('watch.metric', 'is a counter: it grows for as long as it runs');
  return levelProblem(watch);
}

function levelProblem({ comparison, warning, critical, clear }: MetricWatch): RuleProblem | null {
  const first = warning ?? critical;
  if (first === null) return problem('watch.warning', 'one of the two levels must be set');
  const isAbove = comparison === 'above';
  if (warning !== null && critical !== null && (isAbove ? warning >= critical : warning <= critical)) {
    return problem('watch.critical', `must be ${isAbove ? 'above' : 'below'} the milder level`);
  }
  if (clear !== null && (isAbove ? clear > first : clear < first)) {
    return problem('watch.clear', `must not be ${isAbove ? 'above' : 'below'} the first level`);
  }
  return null;
}

function stateProblem({
  warning_states: warning,
  critical_states: critical,
}: StateWatch): RuleProblem | null {
  return warning.length + critical.length > 0
    ? null
    : problem('watch.warning_states', 'name at least one state');
}

/** Levels that are missing or out of bounds are found with the thresholds. */
function silenceProblem(rule: Rule, watch: SilenceWatch, intervalSeconds: number): RuleProblem | null {
  const { reporter, warning_seconds: warning, critical_seconds: critical } = watch;
  if (!rule.isDefault) return problem('watch.type', 'silence is judged by the two rules that every hub has');
  if (Object.values(rule.scope).some((value) => value !== null)) {
    return problem('scope', 'the rules on silence concern every server; silence an alert instead');
  }
  if (reporter === 'webhook') {
    const isFalling = warning !== null && critical !== null && warning >= critical;
    return isFalling ? problem('watch.critical_seconds', 'must be above the milder level') : null;
  }
  if (warning !== null)
    return problem('watch.warning_seconds', 'an agent that is silent is offline: it has one level');
  return (critical ?? 0) >= MISSED_REPORTS * intervalSeconds
    ? null
    : problem(
        'watch.critical_seconds',
        `must be at least ${MISSED_REPORTS} times the time between two reports`,
      );
}

/** What makes a rule that every hub has the rule that it is. */
const FIXED = ['type', 'metric', 'comparison', 'kind', 'reporter'];

function identityProblem({ id, isDefault, watch }: Rule): RuleProblem | null {
  const known = DEFAULT_RULES[id];
  if (!isDefault || !known) return null;
  const before = new Map(Object.entries(known.watch));
  const after = new Map(Object.entries(watch));
  const changed = FIXED.find((name) => before.get(name) !== after.get(name));
  return changed === undefined
    ? null
    : problem(`watch.${changed}`, 'cannot be changed in a rule that every hub has; add one of your own');
}

function watchProblem(rule: Rule, intervalSeconds: number): RuleProblem | null {
  const { watch } = rule;
  if (watch.type === 'metric') return metricProblem(watch);
  return watch.type === 'state' ? stateProblem(watch) : silenceProblem(rule, watch, intervalSeconds);
}

/**
 * What does not fit within a rule; null when all does.
 * @param intervalSeconds how often agents report
 */
export function ruleProblem(rule: Rule, intervalSeconds: number): RuleProblem | null {
  return identityProblem(rule) ?? thresholdFault(rule) ?? watchProblem(rule, intervalSeconds);
}

/** What else in a rule changed thresholds would contradict, told at the first of them; null: nothing. */
export function thresholdProblem(
  find: (id: string) => Rule | undefined,
  changes: Partial<Thresholds>,
): SettingProblem | null {
  for (const { id, watch } of rulesWith(find, changes)) {
    const found = watch.type === 'metric' ? levelProblem(watch) : null;
    const setting = THRESHOLD_NAMES.find((name) => name in changes && PLACES[name].ruleId === id);
    if (found && setting) return { setting, message: `does not fit the rule on it: ${found.message}` };
  }
  return null;
}
