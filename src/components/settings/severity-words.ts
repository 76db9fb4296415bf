import type { RuleView } from '../../collector/api/schema/rules.ts';

export type Severity = RuleView['warning_severity'];

/** Severities as people choose them, the worst first. */
export const SEVERITY_WORDS: readonly [Severity, string, string][] = [
  ['critical', 'Broken', 'critical: something is lost or down.'],
  ['high', 'Serious', 'high: see to it today.'],
  ['medium', 'Needs a look', 'medium: see to it this week.'],
  ['low', 'Worth knowing', 'low: nothing to hurry for.'],
];
