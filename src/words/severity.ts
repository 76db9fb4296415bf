/** How much a person must care, worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

interface Severe {
  severity: Severity;
}

/** Compares by severity, the worst first. */
export function bySeverity(a: Severe, b: Severe): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}
