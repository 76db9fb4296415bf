import { dirname, join } from 'node:path';
import { migrateDatabase } from '../../../db/migrate.ts';
import { openDatabase } from '../../../db/open.ts';
import { openAgentRelease } from '../agent-release.ts';
import { openAlerts, openMutes, openRules } from '../alerts/index.ts';
import { buildApi, openViews } from '../api/index.ts';
import { pruneAudit } from '../audit-log-read.ts';
import { openAuth } from '../auth/index.ts';
import { openChanges } from '../changes.ts';
import { openDispatch } from '../dispatch/index.ts';
import type { Env } from '../env.ts';
import { reasonOf } from '../errors.ts';
import { openFleet } from '../fleet/index.ts';
import { openIngest } from '../ingest/index.ts';
import { startJobs } from '../job.ts';
import type { Log } from '../log.ts';
import { openMetrics } from '../metrics/index.ts';
import { openNotify } from '../notify/index.ts';
import type { Network, Outbound } from '../outbound.ts';
import { openSettings, withThresholds } from '../settings.ts';
import { openSettingsChange } from '../settings-change.ts';
import { openStatusPages } from '../status-pages/index.ts';
import { openDemo, showFamilyPage } from './demo/index.ts';
import type { Hub } from './hub.ts';
import { jobsOf } from './jobs.ts';
import { takeLock } from './lock.ts';
import { lookSoon } from './look-soon.ts';
import { openStatusSite } from './status-site/index.ts';
import { startWakeUp } from './wake-up.ts';

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
  /** For tests: a world in which the services that channels know stand on this machine. */
  outbound?: Outbound;
  /** For tests: when it starts, in ms, and whether it does anything by the clock. */
  startedAt?: number;
  holdsLease?: () => boolean;
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
  outbound,
  startedAt = Date.now(),
  holdsLease = () => true,
  tell = () => undefined,
}: HubOptions) {
  const database = await openDatabase(env.DATABASE_URL);
  const unlock = database.path ? takeLock(join(dirname(database.path), 'hub.lock')) : () => undefined;
  await migrateDatabase(database);
  const stored = await openSettings(database);
  const rules = await openRules({ database, settings: stored }, startedAt);
  const settings = withThresholds(stored, rules);
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
  const mutes = await openMutes({
    database,
    clientOfServer: fleet.clientOfServer,
    chooseClient: fleet.chooseClient,
  });
  const alerts = await openAlerts({ database, settings: settings.current, rules, mutes }, startedAt);
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const notify = await openNotify(
    {
      database,
      log,
      box: auth.secretBox,
      url: env.PORCHLIGHT_URL,
      homeClientId: fleet.homeClientId,
      zone,
      // What a demo makes up is nobody's alarm.
      variables: env.PORCHLIGHT_DEMO ? {} : env,
      network: pushNetwork,
      out: outbound,
      readers: auth.readers,
      openAlertCount: alerts.openCount,
      retentionDays: () => settings.current().retention_alerts_days,
    },
    startedAt,
  );
  await notify.remember(alerts.allStanding().map(({ id }) => id));
  const statusPages = await openStatusPages(
    {
      database,
      log,
      box: auth.secretBox,
      fleet,
      alerts,
      notify,
      zone,
      retentionDays: () => settings.current().retention_alerts_days,
    },
    startedAt,
  );
  const dispatch = openDispatch({
    database,
    alerts,
    notify,
    fleet,
    settings: settings.current,
    url: env.PORCHLIGHT_URL ?? null,
    zone,
    changed: changes.changed,
  });
  const ingest = openIngest({
    database,
    fleet,
    metrics,
    alerts,
    react: dispatch.react,
    settings: settings.current,
    changed: changes.changed,
  });
  // Before anything runs by the clock, and before anybody can ask.
  const demo = env.PORCHLIGHT_DEMO
    ? await openDemo({ fleet, metrics, ingest }, { log, tell, version }, startedAt)
    : null;
  if (demo) await showFamilyPage({ fleet, statusPages }, startedAt);
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
    rules,
    statusPages,
    version,
  });
  const statusSite = openStatusSite({
    statusPages,
    personContext: auth.contextOfPerson,
    url: env.PORCHLIGHT_URL,
    log,
  });
  const agentRelease = openAgentRelease(agentFolder, version, auth.signer.sign);
  const parts = {
    env,
    log,
    database,
    settings,
    changeSettings: openSettingsChange(database, settings, rules.inTurn),
    auth,
    fleet,
    metrics,
    alerts,
    rules,
    dispatch,
    ingest,
    notify,
    statusPages,
    previews: statusSite.previews,
    exportPage: statusSite.exportPage,
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
  const everyHub = jobsOf({
    auth,
    fleet,
    metrics,
    alerts,
    notify,
    statusPages,
    dispatch,
    ingest,
    changes,
    auditLog,
    startedAt,
  });
  const jobs = startJobs([...everyHub, ...(demo ? [demo] : [])], log, holdsLease);
  const deliveries = startWakeUp(
    {
      name: 'deliver messages',
      run: (now) => notify.deliverDue(dispatch.review, now),
      nextAt: notify.nextDueAt,
    },
    log,
    holdsLease,
  );
  notify.onDue(deliveries.arm);
  // What waited when the hub was last stopped.
  deliveries.arm();
  const looks = lookSoon({ changes, look: statusPages.look, log, holdsLease });
  const hub: Hub = {
    database,
    views,
    version,
    personContext: auth.contextOfPerson,
    needsOwner: auth.setup.needed,
    statusRender: statusSite.toRender,
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
    rules,
    notify,
    statusPages,
    statusSite,
    dispatch,
    ingest,
    changes,
    isDemo: demo !== null,
    stop: async () => {
      deliveries.stop();
      looks.stop();
      await jobs.stop();
      await ingest.drain();
      await notify.drain();
      await auth.flushLastUse();
      await database.close();
      unlock();
    },
  };
}

export type OpenHub = Awaited<ReturnType<typeof openHub>>;
