import { type Settings, thresholdsSchema } from '../../settings.ts';
import type { ChangeConfig, ConfigView } from '../schema/config.ts';

const RETENTION = 'retention_';

/** The settings in groups, with the public address beside them. */
export function configView(settings: Settings, publicUrl: string | undefined): ConfigView {
  return {
    general: { hub_name: settings.hub_name, public_url: publicUrl ?? null },
    agent: { heartbeat_interval_seconds: settings.heartbeat_interval_seconds },
    thresholds: thresholdsSchema.parse(settings),
    retention: {
      raw_days: settings.retention_raw_days,
      '15m_days': settings.retention_15m_days,
      '6h_days': settings.retention_6h_days,
      transitions_days: settings.retention_transitions_days,
      alerts_days: settings.retention_alerts_days,
      audit_days: settings.retention_audit_days,
    },
  };
}

/** The settings that a change of the groups names. */
export function settingsFrom({
  general,
  agent,
  thresholds,
  retention = {},
}: ChangeConfig): Partial<Settings> {
  const kept = Object.entries(retention).map(([name, days]) => [`${RETENTION}${name}`, days]);
  return { ...general, ...agent, ...thresholds, ...Object.fromEntries(kept) };
}

/** A setting's place in the groups, as an error names it. */
export function configFieldOf(setting: keyof Settings): string {
  if (setting.startsWith(RETENTION)) return `retention.${setting.slice(RETENTION.length)}`;
  if (setting === 'hub_name') return 'general.hub_name';
  return setting === 'heartbeat_interval_seconds' ? `agent.${setting}` : `thresholds.${setting}`;
}
