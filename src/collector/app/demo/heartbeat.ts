import type { Heartbeat, HeartbeatMetrics, HostReport, MountReport } from '../../../../agent/protocol.ts';
import { diskReports } from './disks.ts';
import { interfaceReports, mountReport, sensorReports } from './hardware.ts';
import type { Machine } from './machine.ts';
import { HOUR_MS, MINUTE_MS, type Moment, momentsOf, round } from './moment.ts';
import { containerReport, serviceReport } from './programs.ts';
import { hashOf } from './random.ts';
import { DAY_MS, type Story } from './story.ts';

const WEEK_MS = 7 * DAY_MS;
const UPDATES_PER_DAY = 2.4;

function cpuPercent({ model }: Machine, moment: Moment, spanMs: number): number {
  const [idle, busy] = model.cpuPercent;
  return idle + (busy - idle) * moment.busy(spanMs);
}

function processorMetrics(machine: Machine, moment: Moment): HeartbeatMetrics {
  const { cores } = machine.model;
  const load = (spanMs: number) => round((cpuPercent(machine, moment, spanMs) / 100) * cores * 1.08, 2);
  const waiting = 6 * moment.busy(MINUTE_MS) * moment.drift('iowait', 3 * MINUTE_MS);
  return {
    cpu_percent: round(cpuPercent(machine, moment, MINUTE_MS) + moment.drift('cpu', MINUTE_MS), 1),
    cpu_iowait_percent: round(waiting, 1),
    load_1m: load(MINUTE_MS),
    load_5m: load(5 * MINUTE_MS),
    load_15m: load(15 * MINUTE_MS),
  };
}

/** Programs take a little more every day until the machine starts anew. */
function memoryMetrics({ model, memoryPercent }: Machine, moment: Moment): HeartbeatMetrics {
  const leaked = Math.min(5, ((moment.at - moment.bootAt) / DAY_MS) * 0.2);
  const percent = memoryPercent + leaked + 14 * moment.busy(HOUR_MS) + 3 * moment.drift('memory', HOUR_MS);
  const usedGb = round((model.memoryGb * percent) / 100, 2);
  return {
    memory_percent: round((usedGb / model.memoryGb) * 100, 1),
    memory_used_gb: usedGb,
    memory_total_gb: model.memoryGb,
    swap_percent: round(leaked * 1.5, 1),
  };
}

function diskMetrics(mounts: readonly MountReport[]): HeartbeatMetrics {
  const fullest = mounts.toSorted((a, b) => b.percent - a.percent)[0];
  if (!fullest) return {};
  return { disk_percent: fullest.percent, disk_used_gb: fullest.used_gb, disk_total_gb: fullest.total_gb };
}

function metricsOf(machine: Machine, mounts: readonly MountReport[], moment: Moment): HeartbeatMetrics {
  return {
    ...processorMetrics(machine, moment),
    ...memoryMetrics(machine, moment),
    ...diskMetrics(mounts),
    network_rx_bytes: moment.bytes(machine.receives),
    network_tx_bytes: moment.bytes(machine.sends),
    uptime_seconds: Math.floor((moment.at - moment.bootAt) / 1000),
    boot_time: new Date(moment.bootAt).toISOString(),
  };
}

/** Updates gather until somebody installs them once a week. */
function updatesOf(machineId: string, at: number): number {
  const sinceInstalledMs = (at + (hashOf(`${machineId} updates`) % WEEK_MS)) % WEEK_MS;
  return Math.floor((sinceInstalledMs / DAY_MS) * UPDATES_PER_DAY);
}

function hostOf({ hostname, address, mac, model, agentVersion }: Machine, story: Story): HostReport {
  return {
    hostname,
    ip_addresses: [address],
    mac_address: mac,
    agent_version: agentVersion ?? story.agentVersion,
    cpu_model: model.cpu,
    cpu_cores: model.cores,
  };
}

/**
 * What a machine of the demo reports at any time: a function of machine, story and time alone, so that a gap can be
 * filled afterwards with what would have been sent.
 */
export function heartbeatsOf(machine: Machine, story: Story): (at: number) => Heartbeat {
  const momentAt = momentsOf(machine, story);
  const { securityUpdates = 0, unknown = [] } = machine;
  const host = hostOf(machine, story);
  return (at) => {
    const moment = momentAt(at);
    const mounts = machine.mounts.map((mount) => mountReport(mount, moment));
    return {
      server_id: machine.id,
      timestamp: new Date(at).toISOString(),
      metrics: metricsOf(machine, mounts, moment),
      services: machine.services.map((service) => serviceReport(machine, service, moment)),
      os_info: machine.model.os,
      updates_available: updatesOf(machine.id, at) + securityUpdates,
      security_updates: securityUpdates,
      reboot_required: securityUpdates > 0,
      host,
      mounts,
      sensors: sensorReports(machine, moment),
      disks: diskReports(machine, moment, story),
      interfaces: interfaceReports(machine, moment),
      containers: machine.containers.map((container) => containerReport(machine, container, moment)),
      unknown: [...unknown],
    };
  };
}
