import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import {
  componentWith,
  dayWith,
  incidentWith,
  maintenanceWith,
  NOW,
  pageWith,
} from '../../../tests/public-page.ts';
import { dayIn, wordsOf } from '../../words/status/index.ts';
import type { PublicPage } from '../../words/status/public-page.ts';
import { LANGUAGES } from '../../words/status/words.ts';
import { StatusDoor } from './StatusDoor.tsx';
import { StatusPage } from './StatusPage.tsx';

const DAY_MS = 86_400_000;
const days = Array.from({ length: 90 }, (_, i) => {
  const date = new Date(NOW - (89 - i) * DAY_MS).toISOString().slice(0, 10);
  return dayWith({ date, ...(i % 11 === 0 && { state: 'down' as const, downMs: (i + 1) * 60_000 }) });
});
const resolved = { state: 'resolved' as const, resolvedAt: NOW - 20 * DAY_MS, startedAt: NOW - 21 * DAY_MS };
const troubled = pageWith(
  [
    componentWith('Films & series', 'down', { days, since: NOW - 600_000 }),
    componentWith('Photos', 'unknown', { days, uptime: null }),
  ],
  {
    state: 'down',
    incidents: [incidentWith()],
    past: [incidentWith({ key: 'older', ...resolved })],
    maintenances: [maintenanceWith()],
    pushKey: 'a-key',
  },
);

function drawn(page: PublicPage, language: (typeof LANGUAGES)[number] = 'en'): string {
  const links = {
    languages: LANGUAGES.map((one) => ({ language: one, href: `/status/${one}` })),
    json: '/status.json',
    atom: '/a',
    rss: '/r',
    calendar: '/c',
  };
  return renderToString(
    h(StatusPage, { page, words: wordsOf(language), now: NOW, links, sentence: 'A sentence' }),
  );
}

describe('the page a family looks at', () => {
  it.each(LANGUAGES)('says in %s of each day what it was like', (language) => {
    const words = wordsOf(language);
    const html = drawn(troubled, language);
    expect(html.match(/<ol class="days".*?<\/ol>/g)?.map((list) => list.match(/<li/g)?.length)).toEqual([
      90, 90,
    ]);
    for (const day of days) {
      const text = `${dayIn(words, 'Europe/Berlin', day.date)}: ${words.day(day)}`;
      expect(html).toContain(`<span>${text}</span>`);
    }
    expect(html).not.toMatch(/undefined|\bnull\b|\[object|NaN/);
  });

  it('says how each thing is, in shape and word', () => {
    const html = drawn(troubled);
    expect(html).toMatch(/data-state="down"[^>]*><path[^>]*><\/path><\/svg><span><b>Not working<\/b> since/);
    expect(html).toMatch(/data-state="unknown"[^>]*><path[^>]*><\/path><\/svg><span><b>Not known/);
  });

  it.each([
    ['what it means while it goes on', { impact: 'down', state: 'identified' }, 'data-state="down"'],
    [
      'that it is not well yet while it is under watch',
      { impact: 'down', state: 'monitoring' },
      'data-state="impaired"',
    ],
    ['that all is well when it is over', { impact: 'down', state: 'resolved' }, 'data-state="working"'],
    ['no state when it changes nothing', { impact: 'none', state: 'identified' }, '>'],
  ] as const)('tells of an incident %s', (_, incident, mark) => {
    const html = drawn(pageWith([componentWith('Photos')], { incidents: [incidentWith(incident)] }));
    expect(html).toMatch(new RegExp(`<article id="k3m9x2p7qa" class="panel incident" ?${mark}`));
  });

  it('leads to the other languages, each said to be one', () => {
    const html = drawn(troubled, 'de');
    expect(html).toContain('<a href="/status/fr" lang="fr" hreflang="fr">Français</a>');
    expect(html).not.toContain('hreflang="de"');
  });

  it('lists days with trouble only where there were some', () => {
    expect(drawn(troubled)).toContain('id="days-photos"');
    expect(drawn(pageWith([componentWith('Photos')]))).not.toContain('<details');
  });

  it('shows what is planned, going on and over; what is long over behind one tap', () => {
    const html = drawn(troubled);
    expect(html).toContain('A larger disk');
    expect(html.indexOf('id="older"')).toBeGreaterThan(html.indexOf('Trouble with Films &amp; series'));
  });

  it('offers messages only where a visitor can have them, and not before the script says so', () => {
    expect(drawn(troubled)).toMatch(/<section id="notify"[^>]* hidden/);
    expect(drawn({ ...troubled, pushKey: null })).not.toContain('id="notify"');
  });

  it('is whole while nothing is shown on it', () => {
    const html = drawn(pageWith([]));
    expect(html).toContain('A sentence');
    expect(html).not.toContain('<h2');
  });

  it('shows what its owner wrote as text', () => {
    const html = drawn(pageWith([componentWith('<script>')], { title: '<u>', intro: '<i>' }));
    expect(html).not.toMatch(/<script|<u>|<i>/);
  });
});

describe('the door of a page', () => {
  const door = (isWrong: boolean) =>
    renderToString(
      h(StatusDoor, { door: { kind: 'door', slug: null, language: 'en', isWrong }, words: wordsOf('en') }),
    );

  it('asks for the word', () => {
    expect(door(false)).toContain('<form class="part" method="post" action="/status/open">');
    expect(door(false)).not.toContain('aria-invalid');
  });

  it('says beside the field that a word was wrong', () => {
    expect(door(true)).toMatch(/aria-describedby="wrong".*<p id="wrong" class="wrong">That is not the word/);
  });
});
