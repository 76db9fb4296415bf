import { describe, expect, it } from 'vitest';
import { dayWith, incidentWith } from '../../../tests/public-page.ts';
import { incidentTitleOf, namesIn, percentFigure, percentOf, updateText, wordsOf } from './index.ts';
import { LANGUAGES, type Language, type StatusWords } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const en = wordsOf('en');

/** Words that are rightly the same as in English. */
const SHARED = new Set(['language', 'ownName', 'locale']);

const DAYS = [
  dayWith(),
  dayWith({ state: 'unknown' }),
  dayWith({ state: 'down', downMs: HOUR, impairedMs: HOUR, maintenanceMs: HOUR, unknownMs: HOUR }),
];

/** What each function is asked: names and times, or what only it takes. */
const ASKED: Record<string, unknown[][]> = {
  day: DAYS.map((day) => [day]),
  duration: [[0], [26 * HOUR], [50 * HOUR]],
  daysAgo: [[1], [7]],
  fromTo: [['13:05', '14:05']],
  stale: [['14:05', 'Xyz']],
  andMore: [
    ['Xyz', 1],
    ['Xyz', 3],
  ],
};

function saidBy(key: string, value: unknown): string[] {
  if (typeof value !== 'function') return [String(value)];
  const asked = ASKED[key] ?? [
    ['Xyz', '14:05'],
    ['Xyz', ''],
  ];
  return asked.map((given) => value(...given));
}

/** All that a language says, under the path of its word. */
function allOf(words: object, path = ''): [string, string[]][] {
  return Object.entries(words).flatMap(([key, value]): [string, string[]][] => {
    if (SHARED.has(key)) return [];
    const here = path === '' ? key : `${path}.${key}`;
    return typeof value === 'object' && value !== null ? allOf(value, here) : [[here, saidBy(key, value)]];
  });
}

const OTHERS = LANGUAGES.filter((language) => language !== 'en');

describe.each(LANGUAGES)('%s', (language) => {
  const words = wordsOf(language);

  it('has a text for everything', () => {
    const paths = (of: StatusWords) => allOf(of).map(([path]) => path);
    expect(paths(words)).toEqual(paths(en));
    for (const [path, said] of allOf(words)) {
      expect(said.length, path).toBeGreaterThan(0);
      for (const text of said.filter((one) => one !== '')) {
        expect(text, path).toBe(text.trimEnd());
        expect(text, path).not.toMatch(/undefined|NaN|\[object|\s\s|'/);
      }
    }
  });

  it('says who it is', () => {
    expect(words.language).toBe(language);
    expect(Intl.getCanonicalLocales(words.locale)).toEqual([words.locale]);
    expect(words.locale.startsWith(language)).toBe(true);
    expect(new Intl.DisplayNames(language, { type: 'language' }).of(language)?.toLowerCase()).toBe(
      words.ownName.toLowerCase(),
    );
  });

  it('has names and times in whatever speaks of them', () => {
    const { down, impaired, unknown, maintenance } = words.sentences;
    for (const say of [down, impaired, unknown, maintenance]) {
      expect(say('Xyz', '14:05')).toMatch(/Xyz/);
      expect(say('Xyz', '14:05')).toMatch(/14:05/);
      expect(say('Xyz', '')).not.toMatch(/\d/);
    }
    expect(words.since('')).toBe('');
    expect(words.since('14:05')).toMatch(/^ \S.*14:05/);
  });
});

it.each(OTHERS)('%s has no English left over', (language) => {
  const english = new Map(allOf(en));
  const same = allOf(wordsOf(language)).flatMap(([path, said]) =>
    said.some((text) => text !== '' && english.get(path)?.includes(text)) ? [path] : [],
  );
  expect(same).toEqual([]);
});

describe('French', () => {
  it('parts a colon and a question mark by a space at which no line breaks', () => {
    const said = allOf(wordsOf('fr')).flatMap(([, texts]) => texts);
    const marks = said.flatMap((text) => [...text.matchAll(/(.)[:?!;](?!\d)/gu)].map(([, before]) => before));
    expect(marks.length).toBeGreaterThan(3);
    expect(marks.filter((before) => before !== '\u00a0' && before !== '\u202f')).toEqual([]);
  });
});

it.each<[Language, string, string]>([
  ['en', '3 November at 14:05', ' since 3 November at 14:05'],
  ['de', 'Dienstag, 14:05', ' seit Dienstag, 14:05 Uhr'],
  ['de', '3. November um 14:05', ' seit dem 3. November um 14:05 Uhr'],
  ['fr', '14:05', ' depuis 14:05'],
  ['fr', 'mardi 14:05', ' depuis mardi 14:05'],
  ['fr', '1er novembre à 14:05', ' depuis le 1er novembre à 14:05'],
  ['fr', '3 novembre à 14:05', ' depuis le 3 novembre à 14:05'],
  ['es', '14:05', ' desde las 14:05'],
  ['es', '01:05', ' desde la 01:05'],
  ['es', 'martes, 14:05', ' desde el martes, 14:05'],
])('%s since %s', (language, time, expected) => {
  expect(wordsOf(language).since(time)).toBe(expected);
});

it.each([
  [0, 'less than a minute'],
  [59_999, 'less than a minute'],
  [5.9 * MINUTE, '5 min'],
  [HOUR, '1 h'],
  [2 * HOUR + 5 * MINUTE, '2 h 5 min'],
  [24 * HOUR, '1 day'],
  [50 * HOUR + 5 * MINUTE, '2 days 2 h'],
])('%i ms are %s', (ms, expected) => {
  expect(en.duration(ms)).toBe(expected);
});

describe('a day', () => {
  it.each([
    ['that was well', dayWith({ unknownMs: 5 * MINUTE }), 'worked'],
    [
      'with an outage',
      dayWith({ state: 'down', downMs: 2 * HOUR + 5 * MINUTE }),
      'did not work for 2 h 5 min',
    ],
    [
      'with everything, the worst first',
      dayWith({
        state: 'down',
        downMs: HOUR,
        impairedMs: MINUTE,
        unknownMs: 2 * HOUR,
        maintenanceMs: 3 * HOUR,
      }),
      'did not work for 1 h, partly worked for 1 min, not known for 2 h, planned work for 3 h',
    ],
    [
      'of which moments are not known',
      dayWith({ state: 'impaired', impairedMs: HOUR, unknownMs: 9 * MINUTE }),
      'partly worked for 1 h',
    ],
    ['with planned work', dayWith({ state: 'maintenance', maintenanceMs: HOUR }), 'planned work for 1 h'],
    ['partly unknown', dayWith({ state: 'unknown', unknownMs: 30 * MINUTE }), 'not known for 30 min'],
    ['just begun and unknown', dayWith({ state: 'unknown', unknownMs: 3 * MINUTE }), 'not known for 3 min'],
    ['before anything was known', dayWith({ state: 'unknown', unknownMs: 24 * HOUR }), 'not known'],
    ['of which no time has passed', dayWith({ state: 'unknown' }), 'not known'],
  ])('%s', (_, day, expected) => {
    expect(en.day(day)).toBe(expected);
  });
});

describe('a share', () => {
  it.each([
    [1, 100, '100\u00a0%'],
    [1 - 1e-12, 99.99, '99.99\u00a0%'],
    [0.99999, 99.99, '99.99\u00a0%'],
    [0.57, 57, '57\u00a0%'],
    [0.29, 29, '29\u00a0%'],
    [0.998, 99.8, '99.8\u00a0%'],
    [0, 0, '0\u00a0%'],
  ])('of %d is never rounded up', (share, figure, text) => {
    expect(percentFigure(share)).toBe(figure);
    expect(percentOf(share, en)).toBe(text);
  });

  it('has the sign of its language', () => {
    expect(LANGUAGES.map((language) => percentOf(0.9998, wordsOf(language)))).toEqual([
      '99.98\u00a0%',
      '99,98\u00a0%',
      '99,98\u00a0%',
      '99,98\u00a0%',
    ]);
  });
});

describe('an incident', () => {
  it.each([
    ['is called by its own title', incidentWith({ title: 'Storm' }), 'Storm'],
    ['or after what it concerns', incidentWith(), 'Trouble with Films & series'],
    ['or in general', incidentWith({ concerns: [] }), 'Something is not right'],
  ])('%s', (_, incident, expected) => {
    expect(incidentTitleOf(incident, en)).toBe(expected);
  });

  it.each([
    ['words of every language', { template: 'looking', text: null }, 'We are still looking for the cause.'],
    ['its writer’s own', { template: null, text: 'Back by six.' }, 'Back by six.'],
    [
      'both',
      { template: 'looking', text: 'Back by six.' },
      'We are still looking for the cause. Back by six.',
    ],
  ] as const)('says %s', (_, update, expected) => {
    expect(updateText(update, en)).toBe(expected);
  });
});

it('joins names as its speakers do', () => {
  expect(namesIn(wordsOf('es'), ['Fotos', 'Internet'])).toBe('Fotos e Internet');
  expect(namesIn(wordsOf('de'), ['Filme', 'Fotos', 'Post'])).toBe('Filme, Fotos und 1 weiteres');
  expect(namesIn(wordsOf('fr'), ['A', 'B', 'C', 'D'])).toBe('A, B et 2 autres');
});
