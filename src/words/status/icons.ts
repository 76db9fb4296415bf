/** Pictures of what a family names; drawn by `StatusIcon`. */
export const ICONS = [
  'film',
  'tv',
  'music',
  'photo',
  'book',
  'game',
  'internet',
  'shield',
  'mail',
  'calendar',
  'cloud',
  'folder',
  'download',
  'lock',
  'home',
  'light',
  'camera',
  'printer',
  'phone',
  'server',
] as const;

export type StatusIconName = (typeof ICONS)[number];
