/** What the address of the activity page asks for. */
export interface ActivityQuery {
  actor?: string;
  action?: string;
  subject?: string;
  client_id?: string;
  /** Days, as "2026-11-24". */
  from?: string;
  to?: string;
  cursor?: string;
}

const NAMES = ['actor', 'action', 'subject', 'client_id', 'from', 'to', 'cursor'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text));

/** What can be chosen: the first word of an action, and what it is about. */
export const ACTION_GROUPS = [
  ['server', 'Servers'],
  ['client', 'Clients'],
  ['enrolment', 'Connecting agents'],
  ['key', 'Keys'],
  ['person', 'People'],
  ['invitation', 'Invitations taken back'],
  ['device', 'Devices'],
  ['settings', 'Settings'],
] as const;

/** Reads an address; what makes no sense is left out. */
export function readActivityQuery(params: URLSearchParams): ActivityQuery {
  const query: ActivityQuery = {};
  for (const name of NAMES) {
    const value = params.get(name)?.trim() ?? '';
    const isKept = name === 'from' || name === 'to' ? isDay(value) : value !== '';
    if (isKept) query[name] = value.slice(0, 200);
  }
  return query;
}

/** The address of another page of the same list. */
export function activityHref(query: ActivityQuery, cursor: string | undefined): string {
  const entries = Object.entries({ ...query, cursor }).filter(([, value]) => value !== undefined);
  return `/settings/audit?${new URLSearchParams(entries as [string, string][])}`;
}

/** Start of the first day and end of the last, in the hub's own zone, in ms. */
export function spanOf({ from, to }: ActivityQuery): { from: number | undefined; to: number | undefined } {
  const startOf = (day: string | undefined, later: number) => {
    if (day === undefined) return undefined;
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return new Date(year, month - 1, date + later).getTime();
  };
  return { from: startOf(from, 0), to: startOf(to, 1) };
}
