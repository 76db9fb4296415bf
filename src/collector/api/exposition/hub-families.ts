import { performance } from 'node:perf_hooks';
import type { Family } from '../../metrics/index.ts';

/** What the hub knows of itself. */
export interface HubFigures {
  version: string;
  /** Integer milliseconds. */
  startedAt: number;
  heartbeats: number;
  pushes: number;
  waitingReports: number;
  blocks: number;
  storedBytes: number;
}

const one = (name: string, type: Family['type'], unit: string, help: string, value: number): Family => ({
  name,
  type,
  unit,
  help,
  samples: [{ labels: {}, value }],
});

/** The hub's own figures; those of the process under the names that every exporter gives them. */
export function hubFamilies(hub: HubFigures): Family[] {
  const { user, system } = process.cpuUsage();
  const labels = { version: hub.version, node: process.versions.node };
  const busySeconds = performance.eventLoopUtilization().active / 1000;
  return [
    {
      name: 'porchlight_build_info',
      type: 'info',
      unit: '',
      help: 'Which version runs.',
      samples: [{ labels, value: 1 }],
    },
    one('process_resident_memory_bytes', 'gauge', 'bytes', 'Memory of the hub.', process.memoryUsage.rss()),
    one(
      'process_cpu_seconds_total',
      'counter',
      'seconds',
      'Processor time the hub has used.',
      (user + system) / 1e6,
    ),
    one('process_start_time_seconds', 'gauge', 'seconds', 'When the hub started.', hub.startedAt / 1000),
    one(
      'nodejs_eventloop_active_seconds_total',
      'counter',
      'seconds',
      'Time in which the event loop was busy.',
      busySeconds,
    ),
    one(
      'porchlight_heartbeats_received_total',
      'counter',
      '',
      'Heartbeats that were stored since the hub started.',
      hub.heartbeats,
    ),
    one(
      'porchlight_pushes_received_total',
      'counter',
      '',
      'Pushes of workflows that were stored since the hub started.',
      hub.pushes,
    ),
    one('porchlight_reports_waiting', 'gauge', '', 'Reports not yet sealed into blocks.', hub.waitingReports),
    one('porchlight_metric_blocks', 'gauge', '', 'Sealed blocks of samples.', hub.blocks),
    one('porchlight_metric_stored_bytes', 'gauge', 'bytes', 'Blocks and waiting reports.', hub.storedBytes),
  ];
}
