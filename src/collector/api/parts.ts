import type { Database } from '../../../db/open.ts';
import type { PublicPage } from '../../words/status/public-page.ts';
import type { AgentRelease } from '../agent-release.ts';
import type { Alerts, Rules } from '../alerts/index.ts';
import type { Auth } from '../auth/index.ts';
import type { Changes } from '../changes.ts';
import type { Ctx } from '../context.ts';
import type { Dispatch } from '../dispatch/index.ts';
import type { Env } from '../env.ts';
import type { Fleet } from '../fleet/index.ts';
import type { Ingest } from '../ingest/index.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/index.ts';
import type { Notify } from '../notify/index.ts';
import type { SettingsStore } from '../settings.ts';
import type { ChangeSettings } from '../settings-change.ts';
import type { StatusPages } from '../status-pages/index.ts';
import type { StatusPageExport } from './schema/status-pages.ts';
import type { Views } from './views/types.ts';

/** Everything the transports call. */
export interface ApiParts {
  env: Env;
  log: Log;
  database: Database;
  settings: SettingsStore;
  changeSettings: ChangeSettings;
  auth: Auth;
  fleet: Fleet;
  metrics: Metrics;
  alerts: Alerts;
  rules: Rules;
  dispatch: Dispatch;
  ingest: Ingest;
  notify: Notify;
  statusPages: StatusPages;
  /** Pages as they would be. `keep` answers where one can be seen for a while, without its language. */
  previews: { keep: (page: PublicPage) => string };
  /** A page as plain files. `base`: where the copy will be; null: this hub. @throws AppError `not_found` */
  exportPage: (ctx: Ctx, pageId: string, base: string | null) => Promise<StatusPageExport['files']>;
  views: Views;
  changes: Changes;
  version: string;
  agentRelease: AgentRelease;
  startedAt: number;
}

/** What middleware hands to routes. */
export interface ApiEnv {
  Variables: {
    requestId: string;
    /** Address of the other end of the socket. */
    peer: string;
    /** Set behind `authenticate`. */
    ctx: Ctx;
  };
}
