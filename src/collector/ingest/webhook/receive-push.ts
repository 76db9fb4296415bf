import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { isDuplicate } from '../../../../db/open.ts';
import type { Alerts, Judgement, React } from '../../alerts/index.ts';
import type { Change } from '../../changes.ts';
import type { Ctx } from '../../context.ts';
import type { Fleet, Sighting } from '../../fleet/index.ts';
import type { GroupCommit, Prepared } from '../group-commit.ts';
import type { PushStore } from '../store.ts';
import { alertsIn, type Ignored, type Reading, readPush } from './read-push.ts';
import type { Push } from './schema.ts';
import { serverIdFrom } from './server-id.ts';

/** How long a push with a key of its own is remembered, and one without. */
const KEYED_MS = 60 * 60 * 1000;
const UNKEYED_MS = 60 * 1000;
const MAX_NAME_LENGTH = 100;

export interface PushParts {
  fleet: Fleet;
  alerts: Alerts;
  react: React;
  pushes: PushStore;
  commits: GroupCommit;
  changed: (change: Change) => void;
}

/** How a push came. */
export interface PushOrigin {
  /** What the sender calls this push; absent: its body says whether it is the same. */
  idempotencyKey: string | null;
  /** The body as it came. */
  body: string;
}

export interface Received {
  serverId: string;
  /** Metrics that are stored. */
  accepted: number;
  /** The same push was stored before; this one changed nothing. */
  isDuplicate: boolean;
  ignored: Ignored[];
}

/** One workflow run may push for several systems under one key, so the system is part of it. */
function pushId(ctx: Ctx, serverId: string, { idempotencyKey, body }: PushOrigin): string {
  const told = idempotencyKey === null ? ['body', body] : ['key', idempotencyKey];
  return createHash('sha256')
    .update(JSON.stringify([ctx.actor.id, serverId, ...told]))
    .digest('base64url');
}

function sightingOf(
  push: Push,
  reading: Reading,
  place: Pick<Sighting, 'serverId' | 'clientId' | 'at'>,
): Sighting {
  const { name, hostname, version } = push.system;
  return {
    ...place,
    reportedBy: 'webhook',
    // The sender is the workflow's machine, not the one it tells of.
    peer: '',
    displayName: name?.slice(0, MAX_NAME_LENGTH) || null,
    hostname: hostname || null,
    ipAddress: hostname && isIP(hostname) ? hostname : null,
    macAddress: null,
    agentVersion: null,
    os: version ? { version } : null,
    facts: { reportedUnits: reading.reportedUnits },
    states: reading.states,
    speaksOf: reading.speaksOf,
    speaksOfServices: false,
  };
}

interface Task {
  ctx: Ctx;
  push: Push;
  origin: PushOrigin;
  reading: Reading;
  serverId: string;
  now: number;
}

/** What the rules make of a push, and what it says is wrong itself. */
function judgementsOf({ fleet, alerts }: PushParts, task: Task, sighting: Sighting): Judgement[] {
  const { push, reading, now } = task;
  const { serverId, clientId, at } = sighting;
  const { tags, expected } = fleet.judgedBy(serverId);
  const { names, values } = reading;
  const states = fleet.statesThatCount(sighting);
  const report = { at, names, values, states, reportedBy: 'webhook', isLate: false } as const;
  const pushed = alertsIn(push);
  return [
    alerts.judge({ serverId, clientId, tags, expected }, [report], now),
    ...(pushed ? [alerts.receiveReported({ clientId, serverId }, pushed, now)] : []),
  ];
}

/** Everything one push writes; worked out at the flush, when the one before it is stored. */
function prepare(parts: PushParts, task: Task): Prepared {
  const { ctx, push, origin, reading, serverId, now } = task;
  const { fleet, pushes, changed, react } = parts;
  const client = fleet.admitPush(ctx, serverId, push.system.client_name, now);
  const { clientId } = client;
  // Two pushes in one millisecond are two reports.
  const at = Math.max(now, (client.judgedAt ?? 0) + 1);
  const sighting = sightingOf(push, reading, { serverId, clientId, at });
  const reception = fleet.receive(ctx, [sighting], now);
  const judgements = judgementsOf(parts, task, sighting);
  const reaction = react(
    judgements.flatMap(({ changes }) => changes),
    now,
  );
  const expiresAt = now + (origin.idempotencyKey === null ? UNKEYED_MS : KEYED_MS);
  return {
    statements: [
      ...pushes.remember(pushId(ctx, serverId, origin), expiresAt, now),
      ...client.statements,
      ...reception.statements,
      ...judgements.flatMap(({ statements }) => statements),
      ...reaction.statements,
    ],
    // One without figures would leave the newest ones blank.
    reports:
      reading.names.length > 0
        ? [{ clientId, serverId, at, names: reading.names, values: reading.values, isPushed: true }]
        : [],
    committed: () => {
      client.committed();
      reception.committed();
      for (const { committed } of judgements) committed();
      reaction.committed();
      changed({ clientId, kind: 'server', id: serverId });
    },
  };
}

/**
 * Stores what a workflow pushes of one system, once: under the same key for an hour, with the same body for a
 * minute. Its samples take the time it was received.
 * @throws AppError of `fleet.admitPush` and the group commit; nothing is stored then
 */
export async function receivePush(
  parts: PushParts,
  ctx: Ctx,
  push: Push,
  origin: PushOrigin,
  now: number,
): Promise<Received> {
  const serverId = serverIdFrom(push.system.id);
  parts.fleet.admitPush(ctx, serverId, push.system.client_name, now);
  const reading = readPush(push);
  const received = { serverId, accepted: reading.accepted, ignored: reading.ignored };
  const id = pushId(ctx, serverId, origin);
  if (await parts.pushes.isRemembered(id, now)) return { ...received, isDuplicate: true };
  const task = { ctx, push, origin, reading, serverId, now };
  try {
    await parts.commits.deliver({ serverId, size: 1, prepare: () => prepare(parts, task) });
  } catch (error) {
    // The same push came twice at once, and the other was faster.
    if (isDuplicate(error) && (await parts.pushes.isRemembered(id, now)))
      return { ...received, isDuplicate: true };
    throw error;
  }
  return { ...received, isDuplicate: false };
}
