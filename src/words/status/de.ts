import { dayWords } from './day-words.ts';
import { durationOf } from './duration.ts';
import type { StatusWords } from './words.ts';

/** Dates take an article, as "vom 3. November um 14:05 Uhr"; the clock and names of weekdays take none. */
const isDate = (time: string): boolean => /^\d{1,2}\. /.test(time);

/** Every time ends in one of the clock. */
const since = (time: string): string => {
  if (time === '') return '';
  return isDate(time) ? ` seit dem ${time} Uhr` : ` seit ${time} Uhr`;
};

const from = (time: string): string => (isDate(time) ? `Vom ${time} Uhr` : `Von ${time} Uhr`);
const to = (time: string): string => (isDate(time) ? `bis zum ${time} Uhr` : `bis ${time} Uhr`);

const duration = (ms: number): string =>
  durationOf(ms, {
    days: (count) => (count === 1 ? '1 Tag' : `${count} Tage`),
    underAMinute: 'weniger als eine Minute',
  });

export const de: StatusWords = {
  language: 'de',
  ownName: 'Deutsch',
  locale: 'de-DE',
  states: {
    working: 'In Ordnung',
    impaired: 'Eingeschränkt',
    down: 'Außer Betrieb',
    maintenance: 'Geplante Arbeiten',
    unknown: 'Unbekannt',
  },
  incidentStates: {
    investigating: 'Ursache wird gesucht',
    identified: 'Ursache gefunden',
    monitoring: 'Wir behalten es im Auge',
    resolved: 'Behoben',
  },
  templates: {
    noticed: 'Uns ist aufgefallen, dass etwas nicht stimmt. Wir sehen nach.',
    looking: 'Wir suchen noch nach der Ursache.',
    power: 'Der Strom ist ausgefallen. Sobald er wieder da ist, kommt das meiste von selbst zurück.',
    internet: 'Die Internetverbindung ist ausgefallen. Wir warten auf den Anbieter.',
    update: 'Bei einer Aktualisierung ist etwas schiefgegangen. Wir bringen es in Ordnung.',
    hardware: 'Ein Gerät ist kaputt. Wir reparieren oder ersetzen es.',
    fixing: 'Wir wissen, woran es liegt, und beheben es gerade.',
    watching: 'Es geht wieder. Wir behalten es noch eine Weile im Auge.',
    over: 'Es ist überstanden, alles läuft wieder wie gewohnt. Danke für die Geduld.',
  },
  sentences: {
    nothingShown: 'Hier gibt es noch nichts zu sehen',
    works: 'Alles läuft',
    fixing: (names) => `Wir kümmern uns gerade um ${names}`,
    down: (names, time) => `${names}:${since(time)} außer Betrieb`,
    impaired: (names, time) => `${names}:${since(time)} eingeschränkt`,
    maintenance: (names, until) => `Geplante Arbeiten${until === '' ? '' : ` ${to(until)}`}: ${names}`,
    unknown: (names, time) => `Wie es um ${names} steht, wissen wir${since(time)} nicht`,
    allUnknown: (time) => `Wie es gerade aussieht, wissen wir${since(time)} nicht`,
  },
  since,
  andMore: (names, more) => (more === 1 ? `${names} und 1 weiteres` : `${names} und ${more} weitere`),
  duration,
  day: (day) =>
    dayWords(day, {
      duration,
      worked: 'in Ordnung',
      notKnown: 'unbekannt',
      down: (length) => `${length} außer Betrieb`,
      impaired: (length) => `${length} eingeschränkt`,
      maintenance: (length) => `${length} geplante Arbeiten`,
      unknown: (length) => `${length} unbekannt`,
    }),
  uptime: (percent) => `In den letzten 90 Tagen zu ${percent} in Ordnung, soweit bekannt`,
  noUptime: 'Über die letzten 90 Tage ist nichts bekannt',
  today: 'Heute',
  daysAgo: (days) => (days === 1 ? 'Vor 1 Tag' : `Vor ${days} Tagen`),
  headings: {
    now: 'Was gerade los ist',
    planned: 'Geplante Arbeiten',
    past: 'Was früher war',
    days: 'Die letzten 90 Tage',
    troubledDays: 'Tage mit Störungen',
    otherLanguages: 'Andere Sprachen',
  },
  incidentTitle: (names) => `Störung: ${names}`,
  generalIncident: 'Etwas stimmt nicht',
  concerns: (names) => `Es geht um: ${names}`,
  by: (name) => `von ${name}`,
  fromTo: (start, end) => `${from(start)} ${to(end)}`,
  maintenanceNow: 'Findet gerade statt',
  noPast: 'Keine Störungen in den letzten 90 Tagen.',
  checked: (time) => `Zuletzt geprüft: ${time}`,
  stale: (time, age) => `Das hier kann veraltet sein. Zuletzt geprüft: ${time} (${age}).`,
  notify: {
    offer: 'Bescheid bekommen?',
    explain: 'Dieser Browser zeigt eine Nachricht, sobald es hier Neues gibt. Ein Konto ist nicht nötig.',
    start: 'Mir Bescheid geben',
    isOn: 'Dieser Browser bekommt Bescheid, wenn es Neues gibt.',
    stop: 'Beenden',
    stopped: 'Dieser Browser bekommt keine Nachrichten mehr.',
    denied:
      'Dieser Browser erlaubt keine Nachrichten von dieser Seite. Das lässt sich in seinen Einstellungen ändern.',
    failed: 'Das hat nicht geklappt. Bitte später noch einmal versuchen.',
  },
  feeds: {
    atom: 'Neuigkeiten (Atom)',
    rss: 'Neuigkeiten (RSS)',
    calendar: 'Kalender der geplanten Arbeiten',
    json: 'Für Programme (JSON)',
  },
  badge: { status: 'Zustand', uptime: 'Letzte 90 Tage' },
  door: {
    title: 'Für diese Seite braucht es ein Kennwort',
    explain: 'Wer diese Adresse weitergegeben hat, kennt das Kennwort.',
    word: 'Kennwort',
    open: 'Öffnen',
    wrong: 'Das ist nicht das richtige Kennwort. Bitte noch einmal versuchen.',
  },
  skip: 'Zum Inhalt springen',
};
