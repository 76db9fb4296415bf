import type { PublicPage } from './public-page.ts';
import type { Language } from './words.ts';

/** Where everything beside a page is; as paths of the hub, or relative to the page in an exported copy. */
export interface StatusLinks {
  /** The page in each language, the shown one among them. */
  languages: { language: Language; href: string }[];
  json: string;
  atom: string;
  rss: string;
  calendar: string;
}

/** What there is to draw: a page, or the door of one that a word opens. */
export type StatusRender =
  | { kind: 'page'; page: PublicPage; language: Language; links: StatusLinks; now: number }
  | { kind: 'door'; slug: string | null; language: Language; isWrong: boolean };
