/** The parts of the product that the navigation shows. */
export const SECTIONS = [
  { id: 'fleet', label: 'Fleet', href: '/', icon: 'M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z' },
  {
    id: 'alerts',
    label: 'Alerts',
    href: '/alerts',
    icon: 'M10 3a5 5 0 0 1 5 5c0 4 2 5 2 6H3c0-1 2-2 2-6a5 5 0 0 1 5-5zM8.5 17h3',
  },
  {
    id: 'servers',
    label: 'Servers',
    href: '/servers',
    icon: 'M3 3.5h14v5H3zM3 11.5h14v5H3zM6 6h.01M6 14h.01',
  },
  {
    id: 'status',
    label: 'Status',
    href: '/status-pages',
    icon: 'M3 10.5L10 4l7 6.5M5 9v8h10V9M8 13l1.5 1.5L12.5 11',
  },
  {
    id: 'settings',
    label: 'Settings',
    href: '/settings',
    icon: 'M3 6h7M14 6h3M3 14h3M10 14h7M10 6a2 2 0 1 0 4 0 2 2 0 1 0-4 0M6 14a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  },
] as const;

export type Section = (typeof SECTIONS)[number]['id'];
