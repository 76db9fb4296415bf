import type { AlertView } from '../../collector/api/schema/alerts.ts';
import { spanOf } from '../audit/audit-query.ts';

/** What the address of the list of alerts asks for. */
export interface AlertsQuery {
  server_id?: string;
  severity?: string;
  status?: string;
  /** Days, as "2026-11-24". */
  from?: string;
  to?: string;
  cursor?: string;
}

/** What can be chosen: severities with a comma between, and their word. */
export const SEVERITY_CHOICES = [
  ['critical', 'Broken'],
  ['critical,high', 'Serious or broken'],
  ['high', 'Serious'],
  ['medium,low', 'Needs a look'],
] as const;

/** Absent: what is not over. */
export const STATUS_CHOICES = [
  ['open', 'Open'],
  ['acknowledged', 'Acknowledged'],
  ['resolved', 'Over'],
  ['all', 'Any'],
] as const;

const STANDING: AlertView['status'][] = ['open', 'acknowledged'];
const STATUSES: Record<string, AlertView['status'][]> = {
  open: ['open'],
  acknowledged: ['acknowledged'],
  resolved: ['resolved'],
  all: [...STANDING, 'resolved'],
};

const NAMES = ['server_id', 'severity', 'status', 'from', 'to', 'cursor'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text));
const isText = (text: string): boolean => text !== '';

const VALID: Record<(typeof NAMES)[number], (value: string) => boolean> = {
  server_id: isText,
  severity: (value) => SEVERITY_CHOICES.some(([known]) => known === value),
  status: (value) => STATUS_CHOICES.some(([known]) => known === value),
  from: isDay,
  to: isDay,
  cursor: isText,
};

/** Reads an address; what makes no sense is left out. */
export function readAlertsQuery(params: URLSearchParams): AlertsQuery {
  const query: AlertsQuery = {};
  for (const name of NAMES) {
    const value = params.get(name)?.trim().slice(0, 200) ?? '';
    if (VALID[name](value)) query[name] = value;
  }
  return query;
}

/** Whether it asks for anything but what stands now. */
export const isNarrowed = ({ cursor: _cursor, ...query }: AlertsQuery): boolean =>
  Object.keys(query).length > 0;

/** The address of the list with some of the query changed. */
export function alertsHref(query: AlertsQuery, change: AlertsQuery = {}): string {
  const merged: AlertsQuery = { ...query, cursor: undefined, ...change };
  const entries = NAMES.flatMap((name) => (merged[name] ? [[name, merged[name]]] : []));
  const search = new URLSearchParams(entries).toString();
  return search === '' ? '/alerts' : `/alerts?${search}`;
}

/** The same as the hub's view wants it: days in the hub's own zone, the last one included, as ms. */
export function askedOf(query: AlertsQuery) {
  return {
    server_id: query.server_id,
    severity: query.severity?.split(',') as AlertView['severity'][] | undefined,
    status: STATUSES[query.status ?? ''] ?? STANDING,
    ...spanOf(query),
    cursor: query.cursor,
  };
}
