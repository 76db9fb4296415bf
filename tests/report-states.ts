import type { Ctx } from '../src/collector/context.ts';
import type { Sighting } from '../src/collector/fleet/index.ts';
import type { TestHub } from './factories.ts';

export interface StatedReport {
  serverId: string;
  clientId: string;
  at: number;
  values: Record<string, number | null>;
  states?: Sighting['states'];
  units?: Record<string, string>;
}

/** Stores a report with states that no agent sends (pools, disks, tasks), as a push does. */
export async function reportStates(hub: TestHub, report: StatedReport): Promise<void> {
  const { serverId, clientId, at, values, states = [], units = {} } = report;
  const ctx: Ctx = {
    actor: { type: 'hub', id: 'test', name: 'test' },
    grants: new Map([[clientId, new Set(['admin'])]]),
    hubWide: true,
    serverId: null,
    requestId: 'test',
  };
  const sighting: Sighting = {
    serverId,
    clientId,
    reportedBy: 'webhook',
    at,
    peer: '192.0.2.7',
    displayName: null,
    hostname: `${serverId}.local`,
    ipAddress: null,
    macAddress: null,
    agentVersion: null,
    os: null,
    facts: { reportedUnits: units },
    states,
    speaksOfServices: false,
  };
  const reception = hub.fleet.receive(ctx, [sighting], Date.now());
  const samples = [{ clientId, serverId, at, names: Object.keys(values), values: Object.values(values) }];
  await hub.hub.database.write([...reception.statements, ...hub.metrics.append(samples)]);
  reception.committed();
  hub.metrics.committed(samples);
}
