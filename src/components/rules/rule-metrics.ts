/** A metric that rules are often made for. */
export interface RuleMetric {
  label: string;
  unit: string;
}

const metric = (label: string, unit: string): RuleMetric => ({ label, unit });

/** What a rule can watch by choosing it; any other can be named. */
export const RULE_METRICS: Record<string, RuleMetric> = {
  disk_percent: metric('Disk usage', '%'),
  pool_percent: metric('Pool usage', '%'),
  pool_fragmentation_percent: metric('Pool fragmentation', '%'),
  disk_temperature_celsius: metric('Disk temperature', '°C'),
  disk_reallocated_sectors: metric('Disk sectors reallocated', ''),
  disk_pending_sectors: metric('Disk sectors waiting to be reallocated', ''),
  disk_wear_percent: metric('Disk rated writes used', '%'),
  memory_percent: metric('Memory usage', '%'),
  swap_percent: metric('Swap usage', '%'),
  cpu_percent: metric('CPU usage', '%'),
  cpu_iowait_percent: metric('CPU waiting for disks', '%'),
  load_5m: metric('Load, 5 min', ''),
  temperature_celsius: metric('Temperature', '°C'),
  updates_available: metric('Updates', ''),
  security_updates: metric('Security updates', ''),
  reboot_required: metric('Restart required', ''),
  container_cpu_percent: metric('Container CPU', '%'),
  container_memory_mb: metric('Container memory', 'MB'),
  container_restarts: metric('Container restarts', ''),
  service_cpu_percent: metric('Service CPU', '%'),
  service_memory_mb: metric('Service memory', 'MB'),
  reported_value: metric('A figure that a workflow reports', ''),
};

/** What people call a metric; one that is not known by its name. */
export const metricLabel = (name: string): string => RULE_METRICS[name]?.label ?? name;
