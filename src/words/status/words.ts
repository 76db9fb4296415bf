import type { IncidentState, PublicDay, PublicState } from './public-page.ts';

/** Languages of public pages. */
export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Updates of incidents that are there in every language. */
export const TEMPLATES = [
  'noticed',
  'looking',
  'power',
  'internet',
  'update',
  'hardware',
  'fixing',
  'watching',
  'over',
] as const;
export type Template = (typeof TEMPLATES)[number];

/** Everything that a public page says in one language. Names are those that its owner gave, so no verb may depend on them. */
export interface StatusWords {
  language: Language;
  /** As its speakers call it: "Deutsch". */
  ownName: string;
  /** For `Intl`, as "en-GB". */
  locale: string;
  states: Record<PublicState, string>;
  incidentStates: Record<IncidentState, string>;
  templates: Record<Template, string>;
  /**
   * The sentence at the top, without a full stop. Names and times come in as words; a time is empty when it is not
   * known.
   */
  sentences: {
    nothingShown: string;
    works: string;
    fixing: (names: string) => string;
    down: (names: string, since: string) => string;
    impaired: (names: string, since: string) => string;
    maintenance: (names: string, until: string) => string;
    unknown: (names: string, since: string) => string;
    /** Nothing at all is known. */
    allUnknown: (since: string) => string;
  };
  /** " since 14:05" and the like, the space before it included; empty for an empty time. */
  since: (time: string) => string;
  /** Names of more than can be listed: "Films, Photos and 3 more". */
  andMore: (names: string, more: number) => string;
  /** How long something went on, of milliseconds: "2 h 5 min". */
  duration: (ms: number) => string;
  /** What a day was like, without its date and without a capital: "did not work for 2 h 5 min". */
  day: (day: PublicDay) => string;
  /** Of a share with its sign, as "99.98 %", how much of what is known of the last 90 days it is. */
  uptime: (percent: string) => string;
  noUptime: string;
  today: string;
  daysAgo: (days: number) => string;
  headings: {
    now: string;
    planned: string;
    past: string;
    days: string;
    troubledDays: string;
    otherLanguages: string;
  };
  /** Of an incident without a title of its own. */
  incidentTitle: (names: string) => string;
  /** Of one that concerns nothing in particular. */
  generalIncident: string;
  concerns: (names: string) => string;
  by: (name: string) => string;
  /** "From 14:00 to 16:00", with days where needed. */
  fromTo: (from: string, to: string) => string;
  maintenanceNow: string;
  noPast: string;
  checked: (time: string) => string;
  /** The page is older than it should be. The age is a phrase, as "12 minutes ago". */
  stale: (time: string, age: string) => string;
  notify: {
    offer: string;
    explain: string;
    start: string;
    isOn: string;
    stop: string;
    stopped: string;
    /** The browser does not allow it. */
    denied: string;
    failed: string;
  };
  feeds: { atom: string; rss: string; calendar: string; json: string };
  badge: { status: string; uptime: string };
  door: { title: string; explain: string; word: string; open: string; wrong: string };
  skip: string;
}
