import { randomUUID } from 'node:crypto';
import { AppError } from '../errors.ts';
import { authenticate } from './authenticate.ts';
import { errorAnswer } from './error-answer.ts';
import { limitBody } from './limit-body.ts';
import { limitTokens, openRateLimits } from './limit-rate.ts';
import type { ApiParts } from './parts.ts';
import { logRequests } from './request-log.ts';
import { router } from './route.ts';
import { alertRoutes } from './routes/alerts.ts';
import { auditRoutes } from './routes/audit.ts';
import { channelRoutes } from './routes/channels.ts';
import { clientRoutes } from './routes/clients.ts';
import { configRoutes } from './routes/config.ts';
import { dashboardRoutes } from './routes/dashboard.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { deviceRoutes } from './routes/devices.ts';
import { enrolmentRoutes } from './routes/enrolment.ts';
import { openEnrolmentRoutes } from './routes/enrolments.ts';
import { eventRoutes } from './routes/events.ts';
import { expositionRoutes } from './routes/exposition.ts';
import { BACKLOG_PATH, ENROL_PATH, heartbeatRoutes } from './routes/heartbeats.ts';
import { ACCEPT_PATH, invitationRoutes } from './routes/invitations.ts';
import { keyRoutes } from './routes/keys.ts';
import { metricRoutes } from './routes/metrics.ts';
import { learningRoutes, silenceRoutes, windowRoutes } from './routes/mutes.ts';
import { peopleRoutes } from './routes/people.ts';
import { ruleRoutes } from './routes/rules.ts';
import { serverRoutes } from './routes/servers.ts';
import { serviceRoutes } from './routes/services.ts';
import { sessionRoutes } from './routes/session.ts';
import { statusIncidentRoutes } from './routes/status-incidents.ts';
import { statusMaintenanceRoutes } from './routes/status-maintenances.ts';
import { statusPageRoutes } from './routes/status-pages.ts';
import { VISITOR_PATHS, visitorRoutes } from './routes/status-visitors.ts';
import { systemRoutes } from './routes/system.ts';
import { fleetSystemRoutes } from './routes/systems.ts';
import { watchdogRoutes } from './routes/watchdog.ts';
import { webhookRoutes } from './routes/webhook.ts';

export { refusal } from './error-answer.ts';
export type { ApiParts } from './parts.ts';
export { accessCookieName } from './routes/status-visitors.ts';
export { openViews } from './views/index.ts';
export type { Page, ServerListQuery, Views } from './views/types.ts';

/** What one may post without a key or session, as the security rules list it. */
const OPEN_PATHS = new Set([ENROL_PATH, '/api/v1/setup', ACCEPT_PATH]);

/** By method too: under the same path another method may be one that needs somebody. */
const isOpen = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && OPEN_PATHS.has(path);

/** One router per resource of `/api/v1`. */
function resources(parts: ApiParts) {
  const v1 = router();
  for (const routes of [
    heartbeatRoutes,
    serverRoutes,
    serviceRoutes,
    clientRoutes,
    enrolmentRoutes,
    // Before the metrics of a server, which might be called "summary".
    dashboardRoutes,
    metricRoutes,
    fleetSystemRoutes,
    keyRoutes,
    deviceRoutes,
    peopleRoutes,
    invitationRoutes,
    openEnrolmentRoutes,
    alertRoutes,
    windowRoutes,
    silenceRoutes,
    learningRoutes,
    channelRoutes,
    deliveryRoutes,
    watchdogRoutes,
    configRoutes,
    ruleRoutes,
    auditRoutes,
    statusPageRoutes,
    statusIncidentRoutes,
    statusMaintenanceRoutes,
  ]) {
    v1.route('/', routes(parts));
  }
  v1.route('/', eventRoutes(parts));
  return v1;
}

function document(app: ReturnType<typeof router>, version: string): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'porchlight.session_token',
  });
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Porchlight', version, description: 'The API of a Porchlight hub.' },
  });
}

/** Builds the HTTP interface over the verbs. `peerOf` tells the address of the other end of the socket. */
export function buildApi(parts: ApiParts, peerOf: (bindings: unknown) => string) {
  const app = router();
  const limits = openRateLimits();
  const guard = authenticate(parts, limits);
  const tokenDoor = limitTokens(limits);
  const smallBody = limitBody(1);
  const backlogBody = limitBody(16);

  app.onError((error, c) => errorAnswer(error, c, parts.log));
  app.notFound((c) => errorAnswer(new AppError('not_found', `Nothing at ${c.req.path}`), c, parts.log));

  app.use(async function identify(c, next) {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.set('peer', peerOf(c.env));
    await next();
    c.res.headers.set('X-Request-Id', requestId);
  });
  if (parts.env.LOG_LEVEL === 'debug') app.use(logRequests(parts.log));
  app.use('/api/auth/*', smallBody);
  app.use('/metrics', guard);
  app.use('/webhook/*', guard);
  app.use('/webhook/*', smallBody);
  for (const path of VISITOR_PATHS) app.use(path, tokenDoor, smallBody);
  app.use('/api/v1/*', (c, next) => (isOpen(c.req) ? tokenDoor(c, next) : guard(c, next)));
  app.use('/api/v1/*', (c, next) =>
    c.req.path === BACKLOG_PATH ? backlogBody(c, next) : smallBody(c, next),
  );
  app.route('/', systemRoutes(parts));
  app.route('/', expositionRoutes(parts));
  app.route('/', webhookRoutes(parts));
  app.route('/', sessionRoutes(parts));
  app.route('/', visitorRoutes(parts, limits));
  app.route('/api/v1', resources(parts));

  document(app, parts.version);
  return app;
}
