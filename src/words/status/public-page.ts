import type { StatusIconName } from './icons.ts';
import type { Language, Template } from './words.ts';

/** How something is, as a family is told. What is not known is `unknown`, never `working`. */
export type PublicState = 'working' | 'impaired' | 'down' | 'maintenance' | 'unknown';

export type IncidentState = 'investigating' | 'identified' | 'monitoring' | 'resolved';

/** One day of the page's calendar. Durations in ms; of today up to when it was counted. */
export interface PublicDay {
  /** "2026-11-25". */
  date: string;
  /** The worst of it. A day of which ten minutes or more are not known is at best `unknown`. */
  state: PublicState;
  downMs: number;
  impairedMs: number;
  maintenanceMs: number;
  unknownMs: number;
}

export interface PublicComponent {
  key: string;
  name: string;
  icon: StatusIconName;
  description: string | null;
  state: PublicState;
  /** Since when it is so, in ms; null: for as long as is known. */
  since: number | null;
  /** Share of the known time of these days in which it worked, planned work aside; null: nothing is known. */
  uptime: number | null;
  /** 90, oldest first; the last is today. */
  days: PublicDay[];
}

export interface PublicGroup {
  name: string | null;
  components: PublicComponent[];
}

export interface PublicUpdate {
  at: number;
  state: IncidentState;
  template: Template | null;
  text: string | null;
  by: string | null;
}

export interface PublicIncident {
  key: string;
  /** null: named after what it concerns. */
  title: string | null;
  /** Names of what it concerns. */
  concerns: string[];
  impact: 'down' | 'impaired' | 'none';
  state: IncidentState;
  startedAt: number;
  resolvedAt: number | null;
  /** Newest first. */
  updates: PublicUpdate[];
}

export interface PublicMaintenance {
  key: string;
  title: string;
  text: string | null;
  concerns: string[];
  /** When it was planned, in ms. */
  announcedAt: number;
  startsAt: number;
  endsAt: number;
  isNow: boolean;
}

/** All that a page tells, in no language. Nothing here names a server, unless its owner chose that name. */
export interface PublicPage {
  slug: string | null;
  title: string;
  intro: string | null;
  zone: string;
  language: Language;
  /** The worst of its components; `unknown` where there is none. */
  state: PublicState;
  groups: PublicGroup[];
  /** Not over, newest first. */
  incidents: PublicIncident[];
  /** Over, newest first. */
  past: PublicIncident[];
  /** Now and to come, by their start. */
  maintenances: PublicMaintenance[];
  /** The hub's public key for web push; null: visitors cannot ask to be told. */
  pushKey: string | null;
}
