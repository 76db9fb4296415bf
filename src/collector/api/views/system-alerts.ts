import type { SystemAlert } from '../schema/systems.ts';
import type { ReportedAlert } from '../schema/views.ts';

const SEVERITIES = { critical: 'critical', high: 'warning', medium: 'warning', low: 'info' } as const;

/** The fleet monitor has three severities. */
export function systemSeverity(severity: ReportedAlert['severity']): SystemAlert['severity'] {
  return SEVERITIES[severity];
}
