import type { Ctx } from '../src/collector/context.ts';
import type { Sighting } from '../src/collector/fleet/index.ts';
import type { TestHub } from './factories.ts';

export interface PushedReport {
  serverId: string;
  /** Milliseconds; default: now. */
  at?: number;
  /** By series name. */
  values?: Record<string, number | null>;
  states?: Sighting['states'];
  /** Of `reported_value` series, by subject. */
  units?: Record<string, string>;
}

/** What the hub keeps of one push of a workflow, whatever its wire format. */
export async function takePush(hub: TestHub, push: PushedReport): Promise<void> {
  const { serverId, at = Date.now(), values = {}, states = [], units = {} } = push;
  const clientId = hub.fleet.homeClientId;
  const ctx: Ctx = {
    actor: { type: 'key', id: 'key', name: 'n8n' },
    grants: new Map([[clientId, new Set(['ingest'] as const)]]),
    hubWide: true,
    serverId: null,
    requestId: 'r',
  };
  const nothing = { hostname: null, ipAddress: null, macAddress: null, agentVersion: null, os: null };
  const told = { facts: { reportedUnits: units }, states, speaksOfServices: false };
  const origin = { reportedBy: 'webhook' as const, displayName: null, peer: '' };
  const { statements, committed } = hub.fleet.receive(
    ctx,
    [{ ...nothing, ...told, ...origin, serverId, clientId, at }],
    at,
  );
  const samples = { names: Object.keys(values), values: Object.values(values) };
  const reports = [{ ...samples, clientId, serverId, at }];
  await hub.hub.database.write([...statements, ...hub.metrics.append(reports)]);
  committed();
  hub.metrics.committed(reports);
}
