import type { Ctx } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { CreateServer, Fleet } from '../../fleet/index.ts';
import type { Ingest } from '../../ingest/index.ts';
import type { Metrics } from '../../metrics/index.ts';
import type { Pace } from './due.ts';
import { heartbeatsOf } from './heartbeat.ts';
import type { Machine } from './machine.ts';
import { MACHINES } from './machines.ts';
import { HOUR_MS, MINUTE_MS } from './moment.ts';
import { NASES, type Nas } from './nas.ts';
import { pushesOf } from './push.ts';
import { DAY_MS, type Story } from './story.ts';

export interface DemoParts {
  fleet: Fleet;
  metrics: Metrics;
  ingest: Ingest;
}

/** One system of the demo, and how it reports. */
export interface Reporter {
  serverId: string;
  name: string;
  /** Those of one lane send one after the other; lanes do not wait for each other. */
  lane: string;
  pace: Pace;
  /** It reports nothing later. */
  untilAt: number;
  /** Makes its server with what people would have said of it, and sends its first report, as if it were then. */
  introduce: (at: number) => Promise<void>;
  /** Sends the reports of these times, oldest first, each as if it were then. */
  send: (times: readonly number[]) => Promise<void>;
}

const EVER = Number.POSITIVE_INFINITY;
const AGENT_PACE: Pace = [
  { youngerThanMs: DAY_MS, everyMs: MINUTE_MS },
  { youngerThanMs: EVER, everyMs: 15 * MINUTE_MS },
];
/** Each push is a commit of its own, so the old days take few. */
const WORKFLOW_PACE: Pace = [
  { youngerThanMs: DAY_MS, everyMs: 5 * MINUTE_MS },
  { youngerThanMs: 7 * DAY_MS, everyMs: 30 * MINUTE_MS },
  { youngerThanMs: EVER, everyMs: HOUR_MS },
];

/** The demo itself, for every client there is now. */
export function demoContext(fleet: Fleet): Ctx {
  const scopes = new Set(['agent:report', 'ingest', 'read', 'operate'] as const);
  return {
    actor: { type: 'hub', id: 'demo', name: 'Demo fleet' },
    grants: new Map(fleet.clientIds().map((id) => [id, scopes])),
    hubWide: true,
    serverId: null,
    requestId: 'demo',
  };
}

function serverOf(machine: Machine): CreateServer {
  return {
    server_id: machine.id,
    display_name: machine.name,
    hostname: machine.hostname,
    ip_address: machine.address,
    mac_address: machine.mac,
    tdp_watts: machine.tdpWatts,
    location: machine.location,
    tags: [...machine.tags],
    expected_services: machine.services.map(({ name, critical }) => ({ name, critical })),
  };
}

function agentOf({ fleet, ingest }: DemoParts, machine: Machine, story: Story): Reporter {
  const heartbeatAt = heartbeatsOf(machine, story);
  const { id, name, address, silentHours } = machine;
  const send = (times: readonly number[]) =>
    ingest.receive(demoContext(fleet), times.map(heartbeatAt), address, times.at(-1) ?? story.today);
  return {
    serverId: id,
    name,
    lane: 'agents',
    pace: AGENT_PACE,
    untilAt: silentHours === undefined ? EVER : story.today - silentHours * HOUR_MS,
    introduce: async (at) => {
      await fleet.create(demoContext(fleet), serverOf(machine), at);
      await send([at]);
    },
    send,
  };
}

function workflowOf({ fleet, ingest }: DemoParts, nas: Nas, story: Story): Reporter {
  const pushAt = pushesOf(nas, story);
  const push = (at: number) =>
    ingest.receivePush(demoContext(fleet), pushAt(at), { idempotencyKey: `demo-${at}`, body: '' }, at);
  const { id, name, location, tags, tdpWatts } = nas;
  return {
    serverId: id,
    name,
    lane: id,
    pace: WORKFLOW_PACE,
    untilAt: EVER,
    introduce: async (at) => {
      await push(at);
      await fleet.update(demoContext(fleet), id, { location, tags: [...tags], tdp_watts: tdpWatts }, at);
    },
    send: async (times) => {
      for (const at of times) await push(at);
    },
  };
}

/** Everything that reports in the demo. */
export function reportersOf(parts: DemoParts, story: Story): Reporter[] {
  return [
    ...MACHINES.map((machine) => agentOf(parts, machine, story)),
    ...NASES.map((nas) => workflowOf(parts, nas, story)),
  ];
}

/** Whether a person removed it: then it stays away. */
export function isRemoved(fleet: Fleet, serverId: string): boolean {
  try {
    fleet.admitReporter(demoContext(fleet), serverId);
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === 'gone') return true;
    throw error;
  }
}
