import { dayWords } from './day-words.ts';
import { durationOf } from './duration.ts';
import type { StatusWords } from './words.ts';

const since = (time: string): string => (time === '' ? '' : ` since ${time}`);

const duration = (ms: number): string =>
  durationOf(ms, {
    days: (count) => (count === 1 ? '1 day' : `${count} days`),
    underAMinute: 'less than a minute',
  });

export const en: StatusWords = {
  language: 'en',
  ownName: 'English',
  locale: 'en-GB',
  states: {
    working: 'Working',
    impaired: 'Partly working',
    down: 'Not working',
    maintenance: 'Planned work',
    unknown: 'Not known',
  },
  incidentStates: {
    investigating: 'Looking for the cause',
    identified: 'Cause found',
    monitoring: 'Keeping an eye on it',
    resolved: 'Solved',
  },
  templates: {
    noticed: 'We have noticed that something is wrong, and are looking into it.',
    looking: 'We are still looking for the cause.',
    power: 'The power is out. Most things come back by themselves once it is on again.',
    internet: 'The internet connection is down. We are waiting for the provider to bring it back.',
    update: 'An update did not go well. We are putting it right.',
    hardware: 'A piece of equipment is broken. We are repairing or replacing it.',
    fixing: 'We know what is wrong and are fixing it.',
    watching: 'It is working again. We are keeping an eye on it for a while.',
    over: 'It is over, and everything works as usual again. Thank you for waiting.',
  },
  sentences: {
    nothingShown: 'There is nothing to see here yet',
    works: 'Everything works',
    fixing: (names) => `We are fixing ${names}`,
    down: (names, time) => `${names}: not working${since(time)}`,
    impaired: (names, time) => `Something is wrong with ${names}${since(time)}`,
    maintenance: (names, until) => `Planned work on ${names}${until === '' ? '' : ` until ${until}`}`,
    unknown: (names, time) => `We don’t know about ${names}${since(time)}`,
    allUnknown: (time) => `We don’t know how things are${since(time)}`,
  },
  since,
  andMore: (names, more) => `${names} and ${more} more`,
  duration,
  day: (day) =>
    dayWords(day, {
      duration,
      worked: 'worked',
      notKnown: 'not known',
      down: (length) => `did not work for ${length}`,
      impaired: (length) => `partly worked for ${length}`,
      maintenance: (length) => `planned work for ${length}`,
      unknown: (length) => `not known for ${length}`,
    }),
  uptime: (percent) => `Worked ${percent} of the last 90 days, as far as we know`,
  noUptime: 'Nothing is known of the last 90 days',
  today: 'Today',
  daysAgo: (days) => (days === 1 ? '1 day ago' : `${days} days ago`),
  headings: {
    now: 'Going on now',
    planned: 'Planned work',
    past: 'What happened before',
    days: 'The last 90 days',
    troubledDays: 'Days with trouble',
    otherLanguages: 'Other languages',
  },
  incidentTitle: (names) => `Trouble with ${names}`,
  generalIncident: 'Something is not right',
  concerns: (names) => `This is about: ${names}`,
  by: (name) => `by ${name}`,
  fromTo: (from, to) => `From ${from} to ${to}`,
  maintenanceNow: 'Going on now',
  noPast: 'No trouble in the last 90 days.',
  checked: (time) => `Last checked: ${time}`,
  stale: (time, age) => `This may be out of date. Last checked: ${time} (${age}).`,
  notify: {
    offer: 'Would you like to be told?',
    explain: 'This browser gets a message whenever there is news here. You need no account.',
    start: 'Notify me',
    isOn: 'This browser will be told when there is news.',
    stop: 'Stop',
    stopped: 'This browser will not be told any more.',
    denied: 'This browser does not allow messages from this page. You can change that in its settings.',
    failed: 'That did not work. Please try again later.',
  },
  feeds: {
    atom: 'News feed (Atom)',
    rss: 'News feed (RSS)',
    calendar: 'Calendar of planned work',
    json: 'For programs (JSON)',
  },
  badge: { status: 'Status', uptime: 'Last 90 days' },
  door: {
    title: 'This page opens with a word',
    explain: 'Whoever gave you this address knows the word.',
    word: 'The word',
    open: 'Open',
    wrong: 'That is not the word. Please try again.',
  },
  skip: 'Skip to the content',
};
