import type { AlertQuery } from '../../alerts/index.ts';
import type { AuditQuery } from '../../audit-log-read.ts';
import type { PeopleQuery } from '../../auth/index.ts';
import type { Ctx } from '../../context.ts';
import type { Family } from '../../metrics/index.ts';
import type { AlertDetail, AlertPage, DeliveryView } from '../schema/alerts.ts';
import type { AuditView } from '../schema/audit.ts';
import type { ChannelTypeView, ChannelView, WatchdogView } from '../schema/channels.ts';
import type { ConfigView } from '../schema/config.ts';
import type { DeviceView } from '../schema/devices.ts';
import type { SilenceView, WindowView } from '../schema/mutes.ts';
import type { EnrolmentView, InvitationView, PersonView } from '../schema/people.ts';
import type { RuleView } from '../schema/rules.ts';
import type { IncidentView, MaintenanceView, ProposalView, StatusPageView } from '../schema/status-pages.ts';
import type {
  DashboardSummary,
  MetricsSummary,
  System,
  SystemAlert,
  SystemMetricPage,
} from '../schema/systems.ts';
import type { FleetView, KeyView, Level, ServerRow, ServerView } from '../schema/views.ts';
import type { SystemStats } from './stats-view.ts';
import type { SystemMetricsQuery } from './system-metrics.ts';
import type { SystemListQuery } from './system-view.ts';

/** What the server list can be asked. `sort` names a column, a leading "-" turns it round. */
export interface ServerListQuery {
  q?: string | undefined;
  status?: string | undefined;
  tag?: string | undefined;
  /** `old`: servers whose agent is older than the one this hub hands out. */
  agent?: 'old' | undefined;
  sort?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** What the list of alerts can be asked; times in integer ms. */
export type AlertListQuery = AlertQuery;

export interface PageQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** A client that the asker owns: keys can be made for it, people invited to it. */
export interface ClientOption {
  client_id: string;
  client_name: string;
  /** How many it has. */
  servers: number;
  /** Until when all of it is only watched, which may be past; null: it is not. */
  learning_until: string | null;
}

/** What pages show, prepared once; the API answers with the same objects. */
export interface Views {
  fleet: (ctx: Ctx) => Promise<FleetView>;
  /** The level of the whole fleet, from memory. */
  level: (ctx: Ctx) => Level;
  server: (ctx: Ctx, serverId: string) => Promise<ServerView>;
  servers: (ctx: Ctx, query: ServerListQuery) => Promise<Page<ServerRow> & { total: number }>;
  /** Servers in the fleet monitor's words. */
  systems: (ctx: Ctx, query: SystemListQuery) => Page<System>;
  system: (ctx: Ctx, id: string) => System;
  systemMetrics: (ctx: Ctx, id: string, query: SystemMetricsQuery) => Promise<SystemMetricPage>;
  systemAlerts: (ctx: Ctx, id: string, query: PageQuery) => Page<SystemAlert>;
  dashboardSummary: (ctx: Ctx) => DashboardSummary;
  /** Present values of all servers together. */
  metricsSummary: (ctx: Ctx) => MetricsSummary;
  /** Present values of all servers for Prometheus. */
  exposition: (ctx: Ctx) => Family[];
  /** Alerts, newest first. */
  alerts: (ctx: Ctx, query: AlertListQuery) => Promise<AlertPage>;
  alert: (ctx: Ctx, id: string) => Promise<AlertDetail>;
  /** Those that nobody has acknowledged. */
  openAlertCount: (ctx: Ctx) => number;
  /** What was told to whom, newest first. */
  deliveries: (ctx: Ctx, query: PageQuery & { thread?: string | undefined }) => Promise<Page<DeliveryView>>;
  /** Ways to reach people. */
  channels: (ctx: Ctx) => Promise<{ items: ChannelView[] }>;
  channelTypes: () => ChannelTypeView[];
  /** Who notices when the hub falls silent. */
  watchdog: (ctx: Ctx) => Promise<WatchdogView>;
  /** Planned maintenance. */
  windows: (ctx: Ctx) => { items: WindowView[] };
  silences: (ctx: Ctx) => { items: SilenceView[] };
  keys: (ctx: Ctx) => Promise<{ items: KeyView[] }>;
  /** The browsers in which the asker gets notifications. */
  devices: (ctx: Ctx) => Promise<{ items: DeviceView[] }>;
  /** The clients that the asker owns, by name. */
  clients: (ctx: Ctx) => ClientOption[];
  people: (ctx: Ctx, query: PeopleQuery) => Promise<Page<PersonView>>;
  /** Links that nobody has used yet. */
  invitations: (ctx: Ctx) => Promise<{ items: InvitationView[] }>;
  /** For whoever holds its token; null when it is unknown, used or expired. */
  invitation: (token: string) => Promise<InvitationView | null>;
  /** Commands for agents that were handed out and not run yet. */
  enrolments: (ctx: Ctx) => Promise<{ items: EnrolmentView[] }>;
  /** What this hub is called, for everybody. */
  hubName: () => string;
  config: (ctx: Ctx) => ConfigView;
  /** What is watched: rules of the asker's clients and for every client. */
  rules: (ctx: Ctx) => { items: RuleView[] };
  rule: (ctx: Ctx, ruleId: string) => RuleView;
  /** Public pages, oldest first. */
  statusPages: (ctx: Ctx) => Promise<{ items: StatusPageView[] }>;
  statusPage: (ctx: Ctx, pageId: string) => Promise<StatusPageView>;
  /** Of a page: those that go on, and those of the last 90 days; newest first. */
  incidents: (ctx: Ctx, pageId: string) => Promise<{ items: IncidentView[] }>;
  incident: (ctx: Ctx, pageId: string, incidentId: string) => Promise<IncidentView>;
  /** Alerts of which a page could tell, and does not yet; worst first. */
  proposals: (ctx: Ctx, pageId: string) => { items: ProposalView[] };
  /** Planned work of a page, the latest first. */
  maintenances: (ctx: Ctx, pageId: string) => { items: MaintenanceView[] };
  /** What the hub holds and uses. */
  stats: (ctx: Ctx) => Promise<SystemStats>;
  /** Who changed what, newest first. */
  audit: (ctx: Ctx, query: AuditQuery) => Promise<Page<AuditView>>;
}
