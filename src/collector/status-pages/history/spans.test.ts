import { describe, expect, it } from 'vitest';
import type { Component } from '../schema.ts';
import { spansOf } from './spans.ts';
import { asText, componentWith, hourOf, minutes, needs, server, service, toldWith } from './test-history.ts';
import { changeKey, type Interval, type Overlay } from './types.ts';

const NAS = changeKey('nas', 'server', '');
const PLEX = changeKey('nas', 'service', 'plex');
const between = (from: number, to: number): Interval => ({ from: minutes(from), to: minutes(to) });

describe('a server', () => {
  const files = [componentWith('files', [server('nas')])];

  it.each([
    { what: 'that was online before and stays so', changes: '-9 online', spans: '0 working' },
    {
      what: 'of which the newest state from before counts',
      changes: '-9 online, -5 offline',
      spans: '0 down',
    },
    { what: 'that came online when the window began', changes: '-9 offline, 0 online', spans: '0 working' },
    { what: 'that was first heard', changes: '5 online', spans: '0 unknown, 5 working' },
    {
      what: 'that was offline for a while',
      changes: '-1 online, 10 offline, 20 online',
      spans: '0 working, 10 down, 20 working',
    },
    { what: 'that is told twice', changes: '0 online, 10 online', spans: '0 working' },
    {
      what: 'of which the last of one instant counts',
      changes: '0 online, 10 offline, 10 online',
      spans: '0 working',
    },
    {
      what: 'that went offline at this instant',
      changes: '0 online, 60 offline',
      spans: '0 working, 60 down',
    },
    { what: 'of which something to come is told', changes: '0 online, 61 offline', spans: '0 working' },
  ])('$what: $spans', ({ changes, spans }) => {
    expect(hourOf('files', files, toldWith({ changes: { [NAS]: changes } }))).toBe(spans);
  });

  it('that nobody knows any more is unknown', () => {
    expect(hourOf('files', files, toldWith({}))).toBe('0 unknown');
  });

  it('is unknown while the hub was away, and as before after that', () => {
    const told = toldWith({
      changes: { [NAS]: '0 online, 40 offline' },
      absences: [between(10, 20), between(30, 45)],
    });
    expect(hourOf('files', files, told)).toBe('0 working, 10 unknown, 20 working, 30 unknown, 45 down');
  });

  it('is unknown while the hub is away', () => {
    const told = toldWith({ changes: { [NAS]: '0 online' }, absences: [between(50, Infinity)] });
    expect(hourOf('files', files, told)).toBe('0 working, 50 unknown');
  });
});

describe('a service', () => {
  const films = [componentWith('films', [service('nas', 'plex')])];

  it.each([
    { what: 'runs', nas: '0 online', plex: '0 running', spans: '0 working' },
    { what: 'stopped', nas: '0 online', plex: '0 running, 10 stopped', spans: '0 working, 10 down' },
    {
      what: 'is unknown while its server is offline',
      nas: '0 online, 10 offline, 20 online',
      plex: '0 running',
      spans: '0 working, 10 unknown, 20 working',
    },
    {
      what: 'is unknown while its server is offline, even where it stopped before',
      nas: '0 online, 10 offline',
      plex: '0 running, 5 failed',
      spans: '0 working, 5 down, 10 unknown',
    },
    {
      what: 'is unknown before its server was heard',
      nas: '5 online',
      plex: '0 running',
      spans: '0 unknown, 5 working',
    },
    {
      what: 'says nothing new while its server stays',
      nas: '0 online, 9 online',
      plex: '0 running',
      spans: '0 working',
    },
  ])('$what: $spans', ({ nas, plex, spans }) => {
    expect(hourOf('films', films, toldWith({ changes: { [NAS]: nas, [PLEX]: plex } }))).toBe(spans);
  });

  it('is unknown while the hub was away', () => {
    const changes = { [NAS]: '0 online', [PLEX]: '0 running' };
    expect(hourOf('films', films, toldWith({ changes, absences: [between(10, 20)] }))).toBe(
      '0 working, 10 unknown, 20 working',
    );
  });

  it('is told apart from one of the same name elsewhere', () => {
    const changes = { [NAS]: '0 online', [changeKey('attic', 'service', 'plex')]: '0 running' };
    expect(hourOf('films', films, toldWith({ changes }))).toBe('0 unknown');
  });
});

describe('a component of several parts', () => {
  const changes = {
    [NAS]: '0 online, 10 offline, 30 online',
    [changeKey('attic', 'server', '')]: '0 online, 20 offline',
  };

  it.each<{ impact: Component['impact']; spans: string }>([
    { impact: 'each', spans: '0 working, 10 down' },
    { impact: 'part', spans: '0 working, 10 impaired, 20 down, 30 impaired' },
    { impact: 'one', spans: '0 working, 20 down, 30 working' },
  ])('follows its rule, $impact: $spans', ({ impact, spans }) => {
    const components = [componentWith('files', [server('nas'), server('attic')], impact)];
    expect(hourOf('files', components, toldWith({ changes }))).toBe(spans);
  });

  it('follows the components that it needs, wherever they stand', () => {
    const components = [
      componentWith('films', [needs('files')]),
      componentWith('photos', [needs('films'), server('attic')], 'part'),
      componentWith('files', [server('nas')]),
    ];
    expect(hourOf('films', components, toldWith({ changes }))).toBe('0 working, 10 down, 30 working');
    expect(hourOf('photos', components, toldWith({ changes }))).toBe(
      '0 working, 10 impaired, 20 down, 30 impaired',
    );
  });

  it.each([
    { what: 'that is not there', parts: [needs('nothing')] },
    { what: 'that leads back to itself', parts: [needs('round')] },
    { what: 'that is nothing', parts: [] },
  ])('knows nothing of a part $what', ({ parts }) => {
    const components = [componentWith('films', parts), componentWith('round', [needs('films')])];
    expect(hourOf('films', components, toldWith({ changes }))).toBe('0 unknown');
  });

  it('does not know how it is where it needs itself, and what is told of it still counts', () => {
    const incidents: Overlay[] = [{ ...between(10, 20), components: ['films'], impact: 'down' }];
    const told = toldWith({ incidents });
    expect(hourOf('films', [componentWith('films', [needs('films')])], told)).toBe(
      '0 unknown, 10 down, 20 unknown',
    );
  });
});

describe('an incident', () => {
  const components = [componentWith('files', [server('nas')]), componentWith('films', [needs('files')])];
  const changes = { [NAS]: '5 online, 20 offline' };
  const withImpact = (impact: Overlay['impact'], from: number, to: number, of = 'files'): Overlay => ({
    ...between(from, to),
    components: [of],
    impact,
  });

  it.each<{ what: string; incidents: Overlay[]; files: string; films: string }>([
    {
      what: 'takes down what works or is not known',
      incidents: [withImpact('down', 2, 10)],
      files: '0 unknown, 2 down, 10 working, 20 down',
      films: '0 unknown, 2 down, 10 working, 20 down',
    },
    {
      what: 'impairs what works or is not known, and never makes it better',
      incidents: [withImpact('impaired', 2, 30)],
      files: '0 unknown, 2 impaired, 20 down',
      films: '0 unknown, 2 impaired, 20 down',
    },
    {
      what: 'concerns its own components alone',
      incidents: [withImpact('impaired', 10, 15, 'films')],
      files: '0 unknown, 5 working, 20 down',
      films: '0 unknown, 5 working, 10 impaired, 15 working, 20 down',
    },
    {
      what: 'is as bad as the worst of several',
      incidents: [withImpact('impaired', 6, 12), withImpact('down', 8, 10)],
      files: '0 unknown, 5 working, 6 impaired, 8 down, 10 impaired, 12 working, 20 down',
      films: '0 unknown, 5 working, 6 impaired, 8 down, 10 impaired, 12 working, 20 down',
    },
  ])('$what', ({ incidents, files, films }) => {
    expect(hourOf('files', components, toldWith({ changes, incidents }))).toBe(files);
    expect(hourOf('films', components, toldWith({ changes, incidents }))).toBe(films);
  });
});

describe('planned work', () => {
  const components = [
    componentWith('files', [server('nas')]),
    componentWith('films', [needs('files'), service('nas', 'plex')], 'part'),
    componentWith('attic', [server('attic')]),
  ];
  const changes = { [NAS]: '5 online, 20 offline, 40 online', [PLEX]: '0 running' };
  const maintenances = [{ ...between(1, 30), components: ['files'] }];

  it.each([
    {
      what: 'explains all that does not work',
      of: 'files',
      spans: '0 unknown, 1 maintenance, 5 working, 20 maintenance, 30 down, 40 working',
    },
    {
      what: 'goes on to what needs it, where nothing else is wrong',
      of: 'films',
      spans: '0 unknown, 1 maintenance, 5 working, 20 maintenance, 30 impaired, 40 working',
    },
    { what: 'leaves others alone', of: 'attic', spans: '0 unknown' },
  ])('$what', ({ of, spans }) => {
    expect(hourOf(of, components, toldWith({ changes, maintenances }))).toBe(spans);
  });

  it('explains an incident, too', () => {
    const incidents: Overlay[] = [{ ...between(10, 35), components: ['files'], impact: 'down' }];
    expect(hourOf('files', components, toldWith({ changes, incidents, maintenances }))).toBe(
      '0 unknown, 1 maintenance, 5 working, 10 maintenance, 30 down, 40 working',
    );
  });

  it('stays planned work of what it needs under an incident that only impairs', () => {
    const incidents: Overlay[] = [{ ...between(0, 35), components: ['films'], impact: 'impaired' }];
    expect(hourOf('films', components, toldWith({ changes, incidents, maintenances }))).toBe(
      '0 impaired, 1 maintenance, 5 impaired, 20 maintenance, 30 impaired, 40 working',
    );
  });
});

it('components that share a part do not share its history', () => {
  const components = [componentWith('a', [server('nas')]), componentWith('b', [server('nas')])];
  const told = toldWith({
    changes: { [NAS]: '0 online' },
    maintenances: [],
    incidents: [{ ...between(10, 20), components: ['a'], impact: 'down' }],
  });
  const spans = spansOf(components, told, { from: 0, now: minutes(60) });
  expect([...spans].map(([key, of]) => `${key}: ${asText(of)}`)).toEqual([
    'a: 0 working, 10 down, 20 working',
    'b: 0 working',
  ]);
});
