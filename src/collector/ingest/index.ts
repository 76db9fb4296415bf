import type { Heartbeat, HeartbeatReply } from '../../../agent/protocol.ts';
import type { Database } from '../../../db/open.ts';
import type { Alerts, React } from '../alerts/index.ts';
import type { Change } from '../changes.ts';
import type { Ctx } from '../context.ts';
import type { Fleet } from '../fleet/index.ts';
import type { Metrics } from '../metrics/index.ts';
import type { Settings } from '../settings.ts';
import { openGroupCommit } from './group-commit.ts';
import { receiveHeartbeats } from './receive.ts';
import { pushStore } from './store.ts';
import { type PushOrigin, type Received, receivePush } from './webhook/receive-push.ts';
import type { Push } from './webhook/schema.ts';

export { backlogSchema, enrolSchema, heartbeatSchema } from './schema.ts';
export { type Push, pushSchema } from './webhook/schema.ts';
export { serverIdFrom } from './webhook/server-id.ts';

export interface IngestDeps {
  database: Database;
  fleet: Fleet;
  metrics: Metrics;
  alerts: Alerts;
  react: React;
  settings: () => Settings;
  changed: (change: Change) => void;
}

/** Opens the one door for samples. */
export function openIngest(deps: IngestDeps) {
  const { database, fleet, metrics, settings } = deps;
  const commits = openGroupCommit({
    write: database.write,
    append: metrics.append,
    appended: metrics.committed,
  });
  const pushes = pushStore(database);
  const parts = { ...deps, pushes, commits };
  const received = { heartbeats: 0, pushes: 0 };
  return {
    receive: async (ctx: Ctx, heartbeats: Heartbeat[], peer: string, now: number): Promise<void> => {
      await receiveHeartbeats(parts, ctx, heartbeats, peer, now);
      received.heartbeats += heartbeats.length;
    },
    receivePush: async (ctx: Ctx, push: Push, origin: PushOrigin, now: number): Promise<Received> => {
      const stored = await receivePush(parts, ctx, push, origin, now);
      if (!stored.isDuplicate) received.pushes += 1;
      return stored;
    },
    /** Job: forgets pushes that may come again. */
    prune: (now: number): Promise<void> => database.write([pushes.forgetExpired(now)]),
    /** How much was stored since the start; the same report twice counts twice. */
    received: (): Readonly<typeof received> => received,
    /** What the agent should know next. */
    reply: (serverId: string, now: number): HeartbeatReply => ({
      received: true,
      server_time: new Date(now).toISOString(),
      pending_commands: [],
      interval_seconds: settings().heartbeat_interval_seconds,
      expected_services: fleet.expectedServices(serverId),
    }),
    drain: commits.drain,
  };
}

export type Ingest = ReturnType<typeof openIngest>;
