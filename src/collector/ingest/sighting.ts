import type { Heartbeat } from '../../../agent/protocol.ts';
import type { Facts, Sighting } from '../fleet/index.ts';

type States = Sighting['states'];

/** Of two with the same name the first counts, as for numbers. */
function statesOf({ services, containers }: Heartbeat): States {
  const ofServices: States = (services ?? []).map(({ name, status }) => ({
    kind: 'service',
    subject: name,
    state: status,
  }));
  const ofContainers: States = (containers ?? []).map(({ name, state }) => ({
    kind: 'container',
    subject: name,
    state,
  }));
  const first = new Map<string, States[number]>();
  for (const state of [...ofServices, ...ofContainers]) {
    const key = `${state.kind}:${state.subject}`;
    if (!first.has(key)) first.set(key, state);
  }
  return [...first.values()];
}

/** Whether the report says anything of services, if only that it could not look. */
function speaksOfServices({ services, unknown }: Heartbeat): boolean {
  return services !== undefined || (unknown ?? []).some(({ probe }) => probe === 'services');
}

function factsOf({ host, mounts, interfaces, containers, unknown }: Heartbeat): Facts {
  return {
    ...(host && { cpuModel: host.cpu_model ?? null, cpuCores: host.cpu_cores ?? null }),
    ...(mounts && {
      mounts: Object.fromEntries(
        mounts.map((m) => [m.mount_point, { device: m.device, filesystem: m.filesystem }]),
      ),
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
