import type { Alert } from '../../alerts/index.ts';
import type { Component, PageDefinition, Part } from '../schema.ts';
import type { IncidentRow } from '../types.ts';

export type ProposedImpact = IncidentRow['impact'];
type ProposedAlert = Pick<Alert, 'serverId' | 'subject' | 'severity' | 'type'>;

/** What an incident could say of an alert. */
export interface Proposal<A = Alert> {
  alert: A;
  /** Keys of the components that it touches, in the order of the page. */
  components: string[];
  impact: ProposedImpact;
}

/** What alerts of these types take away from the thing that they are on. Others warn of what still works. */
const TAKES_AWAY: Record<string, ProposedImpact> = {
  server_offline: 'down',
  service_down: 'down',
  pool_faulted: 'down',
  container_unhealthy: 'impaired',
  pool_degraded: 'impaired',
};
const KINDS: Record<string, Part['kind']> = {
  service_down: 'service',
  container_unhealthy: 'container',
  pool_warning: 'pool',
  pool_critical: 'pool',
  pool_degraded: 'pool',
  pool_faulted: 'pool',
};
/** Each is one of many things on its server: the server itself goes on. */
const ONE_OF_MANY: ReadonlySet<string> = new Set(['service_down', 'container_unhealthy']);
const ORDER: readonly ProposedImpact[] = ['none', 'impaired', 'down'];

const isWorthWords = ({ severity, type }: ProposedAlert): boolean =>
  severity === 'critical' || severity === 'high' || type === 'service_down';

/** Whether an alert is on a part of a component. Of a silent server everything is. */
function isOn({ serverId, subject, type }: ProposedAlert, part: Part): boolean {
  if (part.kind === 'component' || part.server_id !== serverId) return false;
  if (type === 'server_offline') return true;
  if (part.kind === 'server') return !ONE_OF_MANY.has(type);
  return part.subject === subject && (KINDS[type] ?? part.kind) === part.kind;
}

/** What it means for a component when an alert takes so much away from one of its parts. */
function impactOn({ impact }: Component, taken: ProposedImpact): ProposedImpact {
  if (taken === 'none' || impact === 'one') return 'none';
  return impact === 'each' ? taken : 'impaired';
}

/** What an alert means for those who read a page; null: they do not notice it. */
export function proposalOf<A extends ProposedAlert>(
  { groups }: PageDefinition,
  alert: A,
): Proposal<A> | null {
  if (!isWorthWords(alert)) return null;
  const touched = groups
    .flatMap(({ components }) => components)
    .filter(({ parts }) => parts.some((part) => isOn(alert, part)));
  if (touched.length === 0) return null;
  const taken = TAKES_AWAY[alert.type] ?? 'none';
  const impacts = touched.map((component) => ORDER.indexOf(impactOn(component, taken)));
  const impact = ORDER[Math.max(...impacts)] ?? 'none';
  return { alert, components: touched.map(({ key }) => key), impact };
}

/** Whether readers are told already: incidents that go on speak of all that it touches. */
export function isCovered(
  { components }: Pick<Proposal<unknown>, 'components'>,
  incidents: readonly Pick<IncidentRow, 'components' | 'resolvedAt'>[],
): boolean {
  const open = incidents.filter(({ resolvedAt }) => resolvedAt === null);
  return components.every((key) => open.some((incident) => incident.components.includes(key)));
}
