import type { alerts } from '../../../db/tables/alerts.ts';

export type AlertRow = typeof alerts.$inferSelect;
export type Severity = AlertRow['severity'];

/** What a system says of itself, in its own words. */
export interface PushedAlert {
  severity: string;
  message: string;
}

/** Where an alert belongs. */
export interface Place {
  clientId: string;
  serverId: string;
}
