import { dayWords } from './day-words.ts';
import { durationOf } from './duration.ts';
import type { StatusWords } from './words.ts';

/** Before a colon and a question mark French sets a space at which no line breaks. */
const COLON = '\u00a0:';
const QUESTION = '\u202f?';

/** Dates take an article, as "le 3 novembre à 14:05"; the clock and names of weekdays take none. */
const isDate = (time: string): boolean => /^\d{1,2}(er)? /.test(time);

const since = (time: string): string => {
  if (time === '') return '';
  return isDate(time) ? ` depuis le ${time}` : ` depuis ${time}`;
};

const to = (time: string): string => (isDate(time) ? `au ${time}` : `à ${time}`);
const from = (time: string): string => (isDate(time) ? `Du ${time}` : `De ${time}`);

const duration = (ms: number): string =>
  durationOf(ms, {
    days: (count) => (count === 1 ? '1 jour' : `${count} jours`),
    underAMinute: 'moins d’une minute',
  });

export const fr: StatusWords = {
  language: 'fr',
  ownName: 'Français',
  locale: 'fr-FR',
  states: {
    working: 'Tout va bien',
    impaired: 'En partie en panne',
    down: 'En panne',
    maintenance: 'Travaux prévus',
    unknown: 'On ne sait pas',
  },
  incidentStates: {
    investigating: 'On cherche la cause',
    identified: 'Cause trouvée',
    monitoring: 'On garde un œil dessus',
    resolved: 'C’est réglé',
  },
  templates: {
    noticed: 'Nous avons remarqué que quelque chose ne va pas et nous regardons ce que c’est.',
    looking: 'Nous cherchons encore la cause.',
    power: 'Il y a une coupure de courant. Presque tout reviendra tout seul avec l’électricité.',
    internet: 'La connexion internet est coupée. Nous attendons que le fournisseur la rétablisse.',
    update: 'Une mise à jour s’est mal passée. Nous remettons tout en ordre.',
    hardware: 'Un appareil est en panne. Nous le réparons ou le remplaçons.',
    fixing: 'Nous savons d’où vient le problème et nous le réparons.',
    watching: 'Ça remarche. Nous gardons un œil dessus encore un moment.',
    over: 'C’est fini, tout marche de nouveau comme d’habitude. Merci de votre patience.',
  },
  sentences: {
    nothingShown: 'Il n’y a encore rien à voir ici',
    works: 'Tout fonctionne',
    fixing: (names) => `Réparation en cours${COLON} ${names}`,
    down: (names, time) => `${names}${COLON} en panne${since(time)}`,
    impaired: (names, time) => `Quelque chose ne va pas avec ${names}${since(time)}`,
    maintenance: (names, until) =>
      `Travaux prévus${until === '' ? '' : ` jusqu’${to(until)}`}${COLON} ${names}`,
    unknown: (names, time) => `${names}${COLON} état inconnu${since(time)}`,
    allUnknown: (time) => `Nous sommes sans nouvelles${since(time)}`,
  },
  since,
  andMore: (names, more) => (more === 1 ? `${names} et 1 autre` : `${names} et ${more} autres`),
  duration,
  day: (day) =>
    dayWords(day, {
      duration,
      worked: 'tout allait bien',
      notKnown: 'état inconnu',
      down: (length) => `en panne pendant ${length}`,
      impaired: (length) => `en partie en panne pendant ${length}`,
      maintenance: (length) => `travaux prévus pendant ${length}`,
      unknown: (length) => `état inconnu pendant ${length}`,
    }),
  uptime: (percent) =>
    `Tout allait bien ${percent} du temps sur les 90 derniers jours, pour ce qu’on en sait`,
  noUptime: 'On ne sait rien des 90 derniers jours',
  today: 'Aujourd’hui',
  daysAgo: (days) => (days === 1 ? 'Il y a 1 jour' : `Il y a ${days} jours`),
  headings: {
    now: 'En ce moment',
    planned: 'Travaux prévus',
    past: 'Ce qui s’est passé avant',
    days: 'Les 90 derniers jours',
    troubledDays: 'Jours où tout n’allait pas bien',
    otherLanguages: 'Autres langues',
  },
  incidentTitle: (names) => `Un souci avec ${names}`,
  generalIncident: 'Quelque chose ne va pas',
  concerns: (names) => `Cela concerne${COLON} ${names}`,
  by: (name) => `par ${name}`,
  fromTo: (start, end) => `${from(start)} ${to(end)}`,
  maintenanceNow: 'En cours',
  noPast: 'Aucun souci ces 90 derniers jours.',
  checked: (time) => `Dernière vérification${COLON} ${time}`,
  stale: (time, age) =>
    `Ces informations ne sont peut-être plus à jour. Dernière vérification${COLON} ${time} (${age}).`,
  notify: {
    offer: `Envie d’être au courant${QUESTION}`,
    explain: 'Ce navigateur affiche un message dès qu’il y a du nouveau ici. Aucun compte n’est nécessaire.',
    start: 'Me prévenir',
    isOn: 'Ce navigateur sera prévenu quand il y aura du nouveau.',
    stop: 'Arrêter',
    stopped: 'Ce navigateur ne sera plus prévenu.',
    denied: 'Ce navigateur n’accepte pas les messages de cette page. Cela se change dans ses réglages.',
    failed: 'Ça n’a pas marché. Merci de réessayer plus tard.',
  },
  feeds: {
    atom: 'Fil d’actualité (Atom)',
    rss: 'Fil d’actualité (RSS)',
    calendar: 'Calendrier des travaux prévus',
    json: 'Pour les programmes (JSON)',
  },
  badge: { status: 'État', uptime: '90 derniers jours' },
  door: {
    title: 'Cette page s’ouvre avec un mot de passe',
    explain: 'La personne qui vous a donné cette adresse connaît le mot de passe.',
    word: 'Mot de passe',
    open: 'Ouvrir',
    wrong: 'Ce n’est pas le bon mot de passe. Merci de réessayer.',
  },
  skip: 'Aller au contenu',
};
