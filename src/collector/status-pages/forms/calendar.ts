import type { PublicMaintenance } from '../../../words/status/public-page.ts';
import type { StatusWords } from '../../../words/status/words.ts';
import type { Published } from '../types.ts';
import { contentLine } from './content-line.ts';

/** "20261125T140500Z". */
const utc = (at: number): string =>
  new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');

/** A calendar must hold something (RFC 5545 §3.4): where nothing is planned, the zone of its times. */
const NOTHING = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

function event(planned: PublicMaintenance, words: StatusWords, url: string[]): string[] {
  const { key, title, text, concerns, announcedAt, startsAt, endsAt } = planned;
  const concerned = concerns.length > 0 ? words.concerns(concerns.join(', ')) : null;
  const description = [text, concerned].filter((part) => part !== null).join('\n');
  return [
    'BEGIN:VEVENT',
    `UID:maintenance-${key}@porchlight`,
    // The time of asking would make every answer another.
    `DTSTAMP:${utc(announcedAt)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    contentLine('SUMMARY', title),
    ...(description === '' ? [] : [contentLine('DESCRIPTION', description)]),
    ...url,
    'STATUS:CONFIRMED',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/**
 * Planned work of a page, now and to come, as an iCalendar (RFC 5545) in a language.
 * @param base the page's address without a language, as "https://hub.example/status"; a path alone is no URL and left out
 */
export function calendar({ page }: Published, words: StatusWords, base: string): string {
  const { maintenances, title } = page;
  const url = URL.canParse(base) ? [contentLine('URL', `${base}/${words.language}`, false)] : [];
  const events = maintenances.flatMap((planned) => event(planned, words, url));
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Porchlight//Status page//EN',
    'CALSCALE:GREGORIAN',
    contentLine('NAME', `${title} · ${words.headings.planned}`),
    contentLine('X-WR-CALNAME', `${title} · ${words.headings.planned}`),
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...(events.length > 0 ? events : NOTHING),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
