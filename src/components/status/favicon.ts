import type { Level } from '../../collector/api/schema/views.ts';
import { type Light, lightOf } from '../../words/states.ts';

/** As in `public/lamp-*.svg`, which are for pages that may ask a second time. */
const LIGHTS: Record<Light, string> = { warm: '#ffc24a', amber: '#f97316', red: '#ef4444', none: 'none' };
const STYLE =
  'path{fill:#3b352e;stroke:#3b352e;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}@media(prefers-color-scheme:dark){path{fill:#d8d0c4;stroke:#d8d0c4}}';

/** The lamp as an address that holds it, so that the page needs nothing beside itself. */
export function faviconOf(level: Level): string {
  const glass = `.g{fill:${LIGHTS[lightOf(level)]}!important;stroke-width:1.5}`;
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><style>${STYLE}${glass}</style>` +
    "<path class='g' d='M9 12h14l-2 14H11z'/><path d='M16 2v3M7 11.5 16 5l9 6.5zM10.5 28.5h11'/></svg>";
  return `data:image/svg+xml,${svg.replaceAll('#', '%23').replaceAll('<', '%3C').replaceAll('>', '%3E')}`;
}
