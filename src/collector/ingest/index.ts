import type { Heartbeat, HeartbeatReply } from '../../../agent/protocol.ts';
import type { Database } from '../../../db/open.ts';
import type { Change } from '../changes.ts';
import type { Ctx } from '../context.ts';
import type { Fleet } from '../fleet/index.ts';
import type { Metrics } from '../metrics/index.ts';
import type { Settings } from '../settings.ts';
import { openGroupCommit } from './group-commit.ts';
import { receiveHeartbeats } from './receive.ts';

export { backlogSchema, enrolSchema, heartbeatSchema } from './schema.ts';

export interface IngestDeps {
  database: Database;
  fleet: Fleet;
  metrics: Metrics;
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
  const parts = { ...deps, commits };
  const received = { heartbeats: 0 };
  return {
    receive: async (ctx: Ctx, heartbeats: Heartbeat[], peer: string, now: number): Promise<void> => {
      await receiveHeartbeats(parts, ctx, heartbeats, peer, now);
      received.heartbeats += heartbeats.length;
    },
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
