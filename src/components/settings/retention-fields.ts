import type { ConfigView } from '../../collector/api/schema/config.ts';

type Retention = keyof ConfigView['retention'];

/** How long what is kept, as the page shows it, the largest first. */
export const RETENTION_FIELDS: readonly { name: Retention; label: string; help: string }[] = [
  {
    name: 'raw_days',
    label: 'Every sample',
    help: 'Each value as it was sent. Charts of a day or two are drawn from these. They take the most room.',
  },
  {
    name: '15m_days',
    label: '15-minute values',
    help: 'Least, average and most of each quarter of an hour: charts of weeks and months.',
  },
  {
    name: '6h_days',
    label: '6-hour values',
    help: 'The same of each quarter of a day: charts of years. Five years of them take little.',
  },
  {
    name: 'transitions_days',
    label: 'Changes of state',
    help: 'When servers, services, containers and pools went up and down. Next to nothing.',
  },
  { name: 'alerts_days', label: 'Resolved alerts', help: 'What was wrong and how long. Next to nothing.' },
  { name: 'audit_days', label: 'Activity', help: 'Who changed what on this hub. Next to nothing.' },
];
