import type { Alerts } from '../alerts/index.ts';
import type { Auth } from '../auth/index.ts';
import type { Changes } from '../changes.ts';
import type { Dispatch } from '../dispatch/index.ts';
import { type Fleet, listeningSince } from '../fleet/index.ts';
import type { Ingest } from '../ingest/index.ts';
import type { Job } from '../job.ts';
import type { Metrics } from '../metrics/index.ts';
import type { Notify } from '../notify/index.ts';
import type { StatusPages } from '../status-pages/index.ts';

interface JobParts {
  auth: Auth;
  fleet: Fleet;
  metrics: Metrics;
  alerts: Alerts;
  notify: Notify;
  statusPages: StatusPages;
  dispatch: Dispatch;
  ingest: Ingest;
  changes: Changes;
  auditLog: { prune: (now: number) => Promise<void> };
  /** Since when this hub listens. */
  startedAt: number;
}

/** Everything the hub does by the clock. */
export function jobsOf({
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
}: JobParts): Job[] {
  let listening = { since: startedAt, lookedAt: startedAt };
  return [
    {
      name: 'watch for silence',
      schedule: '*/15 * * * * *',
      run: async (now) => {
        listening = { since: listeningSince(listening, now), lookedAt: now };
        const offline = await fleet.markOffline(listening.since, now);
        for (const { record } of [...offline, ...(await fleet.markUnknown(listening.since, now))]) {
          changes.changed({ clientId: record.clientId, kind: 'server', id: record.id });
        }
        await dispatch.tick(now, listening.since);
      },
    },
    {
      name: 'deliver messages',
      // As a net under the one that wakes when something is due.
      schedule: '7-59/15 * * * * *',
      run: (now) => notify.deliverDue(dispatch.review, now),
    },
    { name: 'call who watches the hub', schedule: '20 * * * * *', run: notify.watchdog.call },
    {
      name: 'look at status pages',
      schedule: '5 * * * * *',
      // A hub that cannot write knows nothing new, and its pages say so.
      run: (now) => fleet.pulse.beat(now).finally(() => statusPages.look(now)),
    },
    { name: 'see who may read what', schedule: '50 * * * * *', run: notify.reloadReaders },
    { name: 'note when keys were used', schedule: '30 */10 * * * *', run: auth.flushLastUse },
    { name: 'seal heartbeats', schedule: '0 */15 * * * *', run: metrics.seal },
    { name: 'forget pushes', schedule: '10 7 * * * *', run: ingest.prune },
    { name: 'prune samples', schedule: '0 30 3 * * *', run: metrics.prune },
    { name: 'prune transitions', schedule: '0 45 3 * * *', run: fleet.prune },
    { name: 'prune alerts', schedule: '0 47 3 * * *', run: alerts.prune },
    { name: 'prune incidents', schedule: '30 47 3 * * *', run: statusPages.prune },
    { name: 'prune deliveries', schedule: '0 48 3 * * *', run: notify.prune },
    { name: 'prune quiet times', schedule: '0 49 3 * * *', run: alerts.mutes.prune },
    { name: 'prune sessions and tokens', schedule: '0 50 3 * * *', run: auth.prune },
    { name: 'prune audit log', schedule: '0 55 3 * * *', run: auditLog.prune },
  ];
}
