import type { Scope } from '../../collector/context.ts';

/** A page that a search can lead to. */
export interface Place {
  label: string;
  href: string;
  /** Other words for it. */
  words: string;
  /** What one must be allowed to make use of it. */
  scope: Scope;
}

export const PLACES: readonly Place[] = [
  { label: 'Fleet', href: '/', words: 'home overview dashboard start', scope: 'read' },
  {
    label: 'Alerts',
    href: '/alerts',
    words: 'wrong broken trouble acknowledge snooze resolve history',
    scope: 'read',
  },
  { label: 'Servers', href: '/servers', words: 'list machines', scope: 'read' },
  { label: 'Add server', href: '/servers/new', words: 'new connect agent', scope: 'operate' },
  {
    label: 'Status pages',
    href: '/status-pages',
    words: 'public family incidents planned work badges feeds',
    scope: 'read',
  },
  {
    label: 'New status page',
    href: '/status-pages/new',
    words: 'add public family',
    scope: 'admin',
  },
  { label: 'General', href: '/settings', words: 'settings name hub interval version', scope: 'read' },
  {
    label: 'Channels',
    href: '/settings/channels',
    words: 'settings notifications email slack discord telegram ntfy webhook sms delivery log watchdog',
    scope: 'read',
  },
  {
    label: 'Add a channel',
    href: '/settings/channels/new',
    words: 'new settings notifications email slack discord telegram ntfy webhook sms',
    scope: 'admin',
  },
  { label: 'Rules', href: '/settings/rules', words: 'settings alerts limits severity watch', scope: 'read' },
  { label: 'New rule', href: '/settings/rules/new', words: 'add settings alerts', scope: 'admin' },
  {
    label: 'Quiet times',
    href: '/settings/quiet',
    words: 'settings silence mute maintenance windows learning',
    scope: 'read',
  },
  {
    label: 'Plan a window',
    href: '/settings/quiet/new',
    words: 'new add settings maintenance quiet',
    scope: 'operate',
  },
  {
    label: 'Thresholds',
    href: '/settings/thresholds',
    words: 'settings warning critical limits disk memory cpu temperature offline',
    scope: 'read',
  },
  {
    label: 'Retention',
    href: '/settings/retention',
    words: 'settings keep history storage days',
    scope: 'read',
  },
  { label: 'People', href: '/settings/people', words: 'settings invite role user client', scope: 'admin' },
  { label: 'Keys', href: '/settings/keys', words: 'settings api token n8n webhook agent', scope: 'admin' },
  { label: 'Activity', href: '/settings/audit', words: 'settings audit log changes history', scope: 'admin' },
  {
    label: 'This device',
    href: '/settings/device',
    words: 'settings notifications push browser',
    scope: 'read',
  },
];

/**
 * The pages that `query` may mean, in the order of the navigation: every word of it begins a word of theirs.
 * An empty query means all.
 */
export function findPlaces(query: string, mayUse: (scope: Scope) => boolean): Place[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return PLACES.filter(({ label, words, scope }) => {
    const own = `${label} ${words}`.toLowerCase().split(' ');
    return mayUse(scope) && wanted.every((word) => own.some((known) => known.startsWith(word)));
  });
}
