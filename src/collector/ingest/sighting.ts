import type { ContainerReport, DiskReport, Heartbeat, SmartStatus } from '../../../agent/protocol.ts';
import type { DiskFacts, Facts, Sighting } from '../fleet/index.ts';

type States = Sighting['states'];

/** A container that runs and fails its own health check is no container that runs. */
function containerState({ state, health }: ContainerReport): string {
  return state === 'running' && health === 'unhealthy' ? health : state;
}

/** Whether a disk's own test says anything of it: only then its agent knows how it is. */
const isWord = (status: SmartStatus | undefined) => status === 'pass' || status === 'fail';

/** Of two with the same name the first counts, as for numbers. */
function statesOf({ services, containers, disks }: Heartbeat): States {
  const ofServices: States = (services ?? []).map(({ name, status }) => ({
    kind: 'service',
    subject: name,
    state: status,
  }));
  const ofContainers: States = (containers ?? []).map((container) => ({
    kind: 'container',
    subject: container.name,
    state: containerState(container),
  }));
  const ofDisks: States = (disks ?? []).flatMap(({ name, smart_status: status }) =>
    isWord(status) ? [{ kind: 'disk', subject: name, state: status }] : [],
  );
  const first = new Map<string, States[number]>();
  for (const state of [...ofServices, ...ofContainers, ...ofDisks]) {
    const key = `${state.kind}:${state.subject}`;
    if (!first.has(key)) first.set(key, state);
  }
  return [...first.values()];
}

/** Whether the report says anything of services, if only that it could not look. */
function speaksOfServices({ services, unknown }: Heartbeat): boolean {
  return services !== undefined || (unknown ?? []).some(({ probe }) => probe === 'services');
}

function diskFacts(disk: DiskReport): DiskFacts {
  return {
    model: disk.model ?? null,
    serialNumber: disk.serial_number ?? null,
    firmware: disk.firmware ?? null,
    sizeGb: disk.size_gb ?? null,
    kind: disk.kind ?? null,
    smartReadAt: disk.smart_read_at == null ? null : Date.parse(disk.smart_read_at),
    isAsleep: disk.is_asleep ?? false,
    isHealthTold: isWord(disk.smart_status),
  };
}

function factsOf({ host, mounts, disks, interfaces, containers, unknown }: Heartbeat): Facts {
  return {
    ...(host && { cpuModel: host.cpu_model ?? null, cpuCores: host.cpu_cores ?? null }),
    ...(mounts && {
      mounts: Object.fromEntries(
        mounts.map((m) => [m.mount_point, { device: m.device, filesystem: m.filesystem }]),
      ),
    }),
    ...(disks && {
      // The first of one name counts, so it is written last.
      disks: Object.fromEntries(disks.toReversed().map((disk) => [disk.name, diskFacts(disk)])),
    }),
    ...(interfaces && {
      interfaces: Object.fromEntries(
        interfaces.map((nic) => [nic.name, { macAddress: nic.mac_address ?? null }]),
      ),
    }),
    ...(containers && {
      containers: Object.fromEntries(containers.map((c) => [c.name, { image: c.image }])),
    }),
    ...(unknown && unknown.length > 0 && { unknown }),
  };
}

/** The identity and states in a heartbeat: what it says beside its numbers. */
export function toSighting(heartbeat: Heartbeat, clientId: string, at: number, peer: string): Sighting {
  const { host, os_info } = heartbeat;
  return {
    serverId: heartbeat.server_id,
    clientId,
    reportedBy: 'agent',
    at,
    peer,
    displayName: null,
    hostname: host?.hostname ?? null,
    ipAddress: host?.ip_addresses[0] ?? null,
    macAddress: host?.mac_address ?? null,
    agentVersion: host?.agent_version ?? null,
    os: os_info ?? null,
    facts: factsOf(heartbeat),
    states: statesOf(heartbeat),
    speaksOfServices: speaksOfServices(heartbeat),
  };
}
