import { dirname, join } from 'node:path';
import { migrateDatabase } from '../../../db/migrate.ts';
import { openDatabase } from '../../../db/open.ts';
import { openAgentRelease } from '../agent-release.ts';
import { openAlerts } from '../alerts/index.ts';
import { buildApi, openViews } from '../api/index.ts';
import { pruneAudit } from '../audit-log-read.ts';
import { openAuth } from '../auth/index.ts';
import { openChanges } from '../changes.ts';
import type { Env } from '../env.ts';
import { reasonOf } from '../errors.ts';
import { openFleet } from '../fleet/index.ts';
import { openIngest } from '../ingest/index.ts';
import { startJob } from '../job.ts';
import type { Log } from '../log.ts';
import { openMetrics } from '../metrics/index.ts';
import { openNotify } from '../notify/index.ts';
import type { Network } from '../outbound.ts';
import { openSettings } from '../settings.ts';
import { openSettingsChange } from '../settings-change.ts';
import { openDemo } from './demo/index.ts';
import type { Hub } from './hub.ts';
import { jobsOf } from './jobs.ts';
import { takeLock } from './lock.ts';

export interface HubOptions {
  env: Env;
  log: Log;
  version: string;
  /** Holds the agent and its installer. */
  agentFolder: string;
  /** Address of the other end of a request's socket. */
  peerOf: (bindings: unknown) => string;
  /** For tests: a push service that is not on the public internet. */
  pushNetwork?: Network;
  /** Tells whoever waits for the start how far it is. */
  tell?: (line: string) => void;
}

/** After a restart, the newest stored report of a server is the best that is known of its last contact. */
function rememberReports(
  fleet: Awaited<ReturnType<typeof openFleet>>,
  metrics: Awaited<ReturnType<typeof openMetrics>>,
  now: number,
): void {
  for (const serverId of fleet.allServerIds()) {
    const latest = metrics.latest(serverId);
    if (latest) fleet.rememberReport(serverId, latest.at, now);
  }
}

/**
 * Builds the hub: database first, then each module on the ones before it. Deliberately one straight line; `stop`
 * takes it down in reverse.
 */
export async function openHub({
  env,
  log,
  version,
  agentFolder,
  peerOf,
  pushNetwork,
  tell = () => undefined,
}: HubOptions) {
  const startedAt = Date.now();
  const database = await openDatabase(env.DATABASE_URL);
  const unlock = database.path ? takeLock(join(dirname(database.path), 'hub.lock')) : () => undefined;
  await migrateDatabase(database);
  const settings = await openSettings(database);
  const changes = openChanges();
  const fleet = await openFleet({ database, settings: settings.current }, startedAt);
  const auth = await openAuth({
    database,
    secret: env.PORCHLIGHT_SECRET,
    url: env.PORCHLIGHT_URL,
    homeClientId: fleet.homeClientId,
    clientIds: fleet.clientIds,
  });
  const metrics = await openMetrics({
    database,
    log,
    settings: settings.current,
    isPushed: fleet.isPushed,
  });
  rememberReports(fleet, metrics, startedAt);
  const alerts = await openAlerts({ database, settings: settings.current });
  const ingest = openIngest({
    database,
    fleet,
    metrics,
    alerts,
    settings: settings.current,
    changed: changes.changed,
  });
  const notify = await openNotify(
    {
      database,
      box: auth.secretBox,
      url: env.PORCHLIGHT_URL,
      homeClientId: fleet.homeClientId,
      network: pushNetwork,
    },
    startedAt,
  );
  // Before anything runs by the clock, and before anybody can ask.
  const demo = env.PORCHLIGHT_DEMO
    ? await openDemo({ fleet, metrics, ingest }, { log, tell, version }, startedAt)
    : null;
  const views = openViews({
    fleet,
    metrics,
    auth,
    notify,
    database,
    url: env.PORCHLIGHT_URL,
    startedAt,
    settings: settings.current,
    alerts,
    version,
  });
  const agentRelease = openAgentRelease(agentFolder, version, auth.signer.sign);
  const parts = {
    env,
    log,
    database,
    settings,
    changeSettings: openSettingsChange(database, settings),
    auth,
    fleet,
    metrics,
    alerts,
    ingest,
    notify,
    views,
    changes,
    version,
    agentRelease,
    startedAt,
  };
  const api = buildApi(parts, peerOf);
  const auditLog = {
    prune: (now: number) => pruneAudit(database, settings.current().retention_audit_days, now),
  };
  const everyHub = jobsOf({ auth, fleet, metrics, alerts, ingest, changes, auditLog, startedAt });
  const jobs = [...everyHub, ...(demo ? [demo] : [])].map((job) => startJob(job, log, () => true));
  const hub: Hub = {
    database,
    views,
    version,
    personContext: auth.contextOfPerson,
    needsOwner: auth.setup.needed,
    log,
    pageFailed: (error, requestId, path) =>
      log.error('page failed', { request_id: requestId, path, error: reasonOf(error) }),
  };

  return {
    hub,
    api,
    agentRelease,
    auth,
    fleet,
    metrics,
    alerts,
    ingest,
    changes,
    isDemo: demo !== null,
    stop: async () => {
      for (const job of jobs.toReversed()) await job.stop();
      await ingest.drain();
      await auth.flushLastUse();
      await database.close();
      unlock();
    },
  };
}

export type OpenHub = Awaited<ReturnType<typeof openHub>>;
