import { describe, expect, it } from 'vitest';
import { componentWith, incidentWith, maintenanceWith, NOW, pageWith } from '../../../tests/public-page.ts';
import { sentenceOf, wordsOf } from './index.ts';
import type { PublicPage, PublicState } from './public-page.ts';
import type { Language } from './words.ts';

const AT_1405 = Date.parse('2026-11-25T13:05:00Z');
const AT_1430 = Date.parse('2026-11-25T13:30:00Z');
const MONDAY = Date.parse('2026-11-23T13:05:00Z');

const films = (state: PublicState, since: number | null = AT_1405) =>
  componentWith('Films & series', state, { since });
const photos = (state: PublicState, since: number | null = AT_1430) =>
  componentWith('Photos', state, { since });
const mail = (state: PublicState) => componentWith('Mail', state, { since: AT_1430 });

const fixed = incidentWith({ state: 'identified' });
const watched = incidentWith({ state: 'monitoring' });
const noted = incidentWith({ impact: 'none' });
const general = incidentWith({ concerns: [] });
const english = (page: PublicPage) => sentenceOf(page, wordsOf('en'), NOW);

describe('the sentence at the top', () => {
  it.each<[string, PublicPage, string]>([
    ['nothing is shown', pageWith([]), 'There is nothing to see here yet'],
    ['all is well', pageWith([films('working'), photos('working')]), 'Everything works'],
    ['one is down', pageWith([films('down'), photos('working')]), 'Films & series: not working since 14:05'],
    ['it was always so', pageWith([films('down', null)]), 'Films & series: not working'],
    [
      'two are down, the earlier counts',
      pageWith([films('down'), photos('down')]),
      'Films & series and Photos: not working since 14:05',
    ],
    [
      'one of two was always down',
      pageWith([films('down'), photos('down', null)]),
      'Films & series and Photos: not working',
    ],
    [
      'three are down',
      pageWith([films('down'), photos('down'), mail('down')]),
      'Films & series, Photos and 1 more: not working since 14:05',
    ],
    ['somebody is at it', pageWith([films('down')], { incidents: [fixed] }), 'We are fixing Films & series'],
    [
      'somebody is at one of two',
      pageWith([films('down'), photos('down')], { incidents: [fixed] }),
      'Photos: not working since 14:30',
    ],
    [
      'it was fixed, and is down once more',
      pageWith([films('down')], { incidents: [watched] }),
      'Films & series: not working since 14:05',
    ],
    [
      'a note is no repair',
      pageWith([films('down')], { incidents: [noted] }),
      'Films & series: not working since 14:05',
    ],
    [
      'trouble with nothing shown',
      pageWith([films('working')], { incidents: [general] }),
      'Everything works',
    ],
    [
      'one is unknown, which is worse than impaired',
      pageWith([films('impaired'), photos('unknown')]),
      'We don’t know about Photos since 14:30',
    ],
    [
      'down is worse than unknown',
      pageWith([films('unknown'), photos('down')]),
      'Photos: not working since 14:30',
    ],
    [
      'nothing is known',
      pageWith([films('unknown', MONDAY), photos('unknown')]),
      'We don’t know how things are since Monday 14:05',
    ],
    ['nothing ever was known', pageWith([films('unknown', null)]), 'We don’t know how things are'],
    [
      'one is impaired, which is worse than planned work',
      pageWith([films('impaired'), photos('maintenance')]),
      'Something is wrong with Films & series since 14:05',
    ],
    [
      'planned work goes on',
      pageWith([films('working'), photos('maintenance')], {
        maintenances: [
          maintenanceWith({ endsAt: NOW + 7_200_000 }),
          maintenanceWith(),
          maintenanceWith({ endsAt: NOW + 60_000, concerns: ['Films & series'] }),
          maintenanceWith({ endsAt: NOW + 120_000, isNow: false }),
        ],
      }),
      'Planned work on Photos until 16:07',
    ],
    ['planned work of something it needs', pageWith([photos('maintenance')]), 'Planned work on Photos'],
  ])('when %s', (_, page, expected) => {
    expect(english(page)).toBe(expected);
  });

  it.each<[Language, string[]]>([
    [
      'de',
      [
        'Hier gibt es noch nichts zu sehen',
        'Alles läuft',
        'Photos: seit 14:30 Uhr eingeschränkt',
        'Photos: seit 14:30 Uhr außer Betrieb',
        'Geplante Arbeiten bis 16:07 Uhr: Photos',
        'Wie es um Photos steht, wissen wir seit 14:30 Uhr nicht',
        'Wie es gerade aussieht, wissen wir seit 14:05 Uhr nicht',
        'Wir kümmern uns gerade um Films & series',
      ],
    ],
    [
      'fr',
      [
        'Il n’y a encore rien à voir ici',
        'Tout fonctionne',
        'Quelque chose ne va pas avec Photos depuis 14:30',
        'Photos\u00a0: en panne depuis 14:30',
        'Travaux prévus jusqu’à 16:07\u00a0: Photos',
        'Photos\u00a0: état inconnu depuis 14:30',
        'Nous sommes sans nouvelles depuis 14:05',
        'Réparation en cours\u00a0: Films & series',
      ],
    ],
    [
      'es',
      [
        'Aquí todavía no hay nada que ver',
        'Todo funciona',
        'Algo no va bien con Photos desde las 14:30',
        'Photos: fuera de servicio desde las 14:30',
        'Trabajos previstos en Photos hasta las 16:07',
        'No sabemos nada de Photos desde las 14:30',
        'No tenemos noticias desde las 14:05',
        'Estamos arreglando Films & series',
      ],
    ],
  ])('says everything that can be in %s', (language, expected) => {
    const states = ['working', 'impaired', 'down', 'maintenance', 'unknown'] as const;
    const maintenances = [maintenanceWith()];
    const pages = [
      pageWith([]),
      ...states.map((state) => pageWith([films('working'), photos(state)], { maintenances })),
      pageWith([films('unknown')]),
      pageWith([films('down')], { incidents: [fixed] }),
    ];
    expect(pages.map((page) => sentenceOf(page, wordsOf(language), NOW))).toEqual(expected);
  });
});
