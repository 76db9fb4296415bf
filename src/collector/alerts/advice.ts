const DISK = [
  'Delete or move what is not needed: the largest folders first',
  'Add storage before it is full: databases stop, and backups fail',
];
const HEAT = [
  'Look at the fans and the dust before them',
  'Give the disk more room or air; heat shortens its life',
];
const SILENT = [
  'The server is off, or crashed',
  'Its network connection is gone',
  'What reports for it has stopped: its agent, or the workflow',
];
const BATTERY = ['Look whether the house has power', 'Shut down what can wait: the battery is for the rest'];
const OWN = ['Look at the chart: since when, and how fast?'];

/** What a person can do about an alert of a type, first things first. */
const ADVICE: Record<string, readonly string[]> = {
  disk_warning: DISK,
  disk_critical: DISK,
  pool_warning: ['Delete old snapshots', ...DISK],
  pool_critical: ['Delete old snapshots', ...DISK],
  pool_degraded: [
    'Look which disk is missing: zpool status',
    'Replace it soon: the next failure may cost data',
  ],
  pool_faulted: [
    'Do not restart it in haste',
    'Look which disks are missing: zpool status',
    'Check their cables and power',
  ],
  disk_temperature_warning: HEAT,
  disk_temperature_critical: HEAT,
  smart_failed: ['Make sure that the newest backup is good', 'Replace the disk'],
  memory_warning: ['Look which container or service has grown', 'Restart it, or give it a limit'],
  memory_critical: ['Look which container or service has grown', 'Restart it, or give it a limit'],
  cpu_warning: [
    'Look what runs: a backup, a scan, a film that is converted?',
    'Wait, when it is one of those',
  ],
  cpu_critical: [
    'Look what runs: a backup, a scan, a film that is converted?',
    'Wait, when it is one of those',
  ],
  service_down: ['Look at its log: journalctl -u followed by its name', 'Start it again'],
  container_unhealthy: ['Look at its log: docker logs followed by its name', 'Restart it'],
  replication_failed: ['Look at the log of the task', 'Check that the other side is there and has room'],
  update_available: ['Install the updates when the server is not needed', 'Restart it if it asks for that'],
  server_offline: SILENT,
  ups_on_battery: BATTERY,
  ups_battery_low: BATTERY,
  reported: ['It comes from the system itself: look at its own page'],
  rule_warning: OWN,
  rule_critical: OWN,
};

/**
 * What a person can do about an alert, or what it may come from; short lines without a full stop.
 * @param type as alerts name it, `disk_warning`; nothing is known of others
 */
export function adviceFor(type: string): readonly string[] {
  return Object.hasOwn(ADVICE, type) ? (ADVICE[type] ?? []) : [];
}
