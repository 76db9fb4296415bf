import { describe, expect, it } from 'vitest';
import { maintenanceWith, NOW, pageWith } from '../../../../tests/public-page.ts';
import { wordsOf } from '../../../words/status/index.ts';
import type { PublicMaintenance } from '../../../words/status/public-page.ts';
import { calendar } from './index.ts';

const BASE = 'https://hub.example/status';

const made = (maintenances: PublicMaintenance[], base = BASE) =>
  calendar(
    {
      pageId: '019ab2c0-0000-7000-8000-000000000001',
      page: pageWith([], { maintenances }),
      version: 1,
      checkedAt: NOW,
      isStale: false,
      accessHash: null,
    },
    wordsOf('en'),
    base,
  );

/** As a calendar reads it: lines unfolded. */
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

describe('the calendar of planned work', () => {
  it('has an event for each, in UTC', () => {
    expect(linesOf(made([maintenanceWith({ text: 'Films pause.' })]))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Porchlight//Status page//EN',
      'CALSCALE:GREGORIAN',
      'NAME:Home · Planned work',
      'X-WR-CALNAME:Home · Planned work',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'BEGIN:VEVENT',
      'UID:maintenance-w8d4f6h1zb@porchlight',
      'DTSTAMP:20261124T140700Z',
      'DTSTART:20261125T130700Z',
      'DTEND:20261125T150700Z',
      'SUMMARY:A larger disk',
      'DESCRIPTION:Films pause.\\nThis is about: Photos',
      'URL:https://hub.example/status/en',
      'STATUS:CONFIRMED',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('escapes what means something else, and writes no controls', () => {
    const lines = linesOf(
      made([
        maintenanceWith({ title: 'a;b,c\\d\u0007', text: 'one\r\ntwo\rthree\nEND:VEVENT', concerns: [] }),
      ]),
    );
    expect(lines).toContain('SUMMARY:a\\;b\\,c\\\\d');
    expect(lines).toContain('DESCRIPTION:one\\ntwo\\nthree\\nEND:VEVENT');
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
  });

  it('leaves out what it does not know', () => {
    const text = made([maintenanceWith({ concerns: [] })], '/status');
    expect(text).not.toMatch(/DESCRIPTION|URL/);
  });

  it.each(['x'.repeat(500), 'ä€💡'.repeat(80), 'Größere Platte, '.repeat(20)])(
    'folds at 75 octets between characters: %s',
    (title) => {
      const text = made([maintenanceWith({ title })]);
      const written = text.split('\r\n');
      expect(written.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
      expect(written.filter((line) => /[\n\r]|\ufffd/.test(line) || !line.isWellFormed())).toEqual([]);
      expect(linesOf(text)).toContain(`SUMMARY:${title.replaceAll(',', '\\,')}`);
      expect(written.filter((line) => line.startsWith(' ')).length).toBeGreaterThan(3);
    },
  );

  it('holds something where nothing is planned, as the format wants', () => {
    const lines = linesOf(made([]));
    expect(lines).toContain('BEGIN:VTIMEZONE');
    expect(lines).not.toContain('BEGIN:VEVENT');
    expect(lines.filter((line) => line.startsWith('BEGIN:'))).toHaveLength(
      lines.filter((line) => line.startsWith('END:')).length,
    );
  });
});
